using System.Globalization;
using ClickClack.Client;
using ClickClack.Configuration;
using ClickClack.Dispatch;
using ClickClack.Realtime;
using ClickClack.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickClack.Hosting;

/// <summary>
/// The verb <c>dead-letters</c>. The list belongs to one process at a time, so it is refused while the bot runs elsewhere; a program that
/// runs has <see cref="IBot.DeadLetters"/>.
/// </summary>
/// <param name="host">The application, not started.</param>
/// <param name="output">Where the list goes.</param>
internal sealed class DeadLetterCommand(IHost host, TextWriter output)
{
    private const string All = "all";

    private static readonly TimeSpan LoginLimit = TimeSpan.FromSeconds(30);

    /// <summary>Whether the words after the verb are an action of it.</summary>
    public static bool Knows(ReadOnlySpan<string> words) => words is ["list"] or ["replay" or "drop", _];

    /// <summary>Carries an action out.</summary>
    /// <param name="words">Words that <see cref="Knows"/> knows.</param>
    /// <returns>The exit code: 1 if something that was named is not listed, or was given up again.</returns>
    /// <exception cref="AccountStoppedException">The server or the state cannot be reached, or another process has the state.</exception>
    public Task<int> RunAsync(string[] words) => words is ["replay", var trigger] ? ReplayAsync(trigger) : WithListAsync(letters => words switch
    {
        ["drop", All] => DropAll(letters),
        ["drop", var one] => Drop(letters, one),
        _ => List(letters),
    });

    private int List(DeadLetters letters)
    {
        foreach (DeadLetter letter in letters.List())
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{letter.At:yyyy-MM-dd HH:mm:ss}Z {letter.Trigger}  {letter.Route ?? "(no route)"}: {letter.Error}"));
        }

        output.WriteLine(letters.Count == 0 ? "no message was given up" : "");
        return 0;
    }

    private int Drop(DeadLetters letters, string trigger)
    {
        bool wasListed = letters.Remove(trigger);
        output.WriteLine(wasListed ? $"{trigger} is off the list" : $"{trigger} is not listed");
        return wasListed ? 0 : 1;
    }

    private int DropAll(DeadLetters letters)
    {
        string[] triggers = [.. letters.List().Select(static letter => letter.Trigger)];
        Array.ForEach(triggers, trigger => Drop(letters, trigger));
        output.WriteLine(triggers.Length == 0 ? "no message was given up" : "");
        return 0;
    }

    /// <summary>Handlers run in a bot that is live; it answers what else is said meanwhile, as ever.</summary>
    private async Task<int> ReplayAsync(string trigger)
    {
        IBot bot = host.Services.GetRequiredService<IBot>();
        var ready = new TaskCompletionSource<ConnectionStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        bot.StatusChanged += (_, status) =>
        {
            if (status.State is ConnectionState.Live or ConnectionState.Stopped)
            {
                ready.TrySetResult(status);
            }
        };
        await host.StartAsync().ConfigureAwait(false);
        try
        {
            ConnectionStatus status = await ready.Task.ConfigureAwait(false);
            if (status.State == ConnectionState.Stopped)
            {
                throw new AccountStoppedException(status.Reason ?? "the bot stopped");
            }

            string[] triggers = trigger == All ? [.. bot.DeadLetters.List().Select(static message => message.Trigger)] : [trigger];
            int exitCode = 0;
            foreach (string one in triggers)
            {
                exitCode |= await ReplayAsync(bot, one).ConfigureAwait(false);
            }

            output.WriteLine(triggers.Length == 0 ? "no message was given up" : "");
            return exitCode;
        }
        finally
        {
            await host.StopAsync().ConfigureAwait(false);
        }
    }

    private async Task<int> ReplayAsync(IBot bot, string trigger)
    {
        try
        {
            bool done = await bot.DeadLetters.ReplayAsync(trigger).ConfigureAwait(false);
            output.WriteLine(done ? $"{trigger} is done" : $"{trigger} was given up again; the list says why");
            return done ? 0 : 1;
        }
        catch (KeyNotFoundException)
        {
            output.WriteLine($"{trigger} is not listed");
            return 1;
        }
    }

    private async Task<int> WithListAsync(Func<DeadLetters, int> use)
    {
        ClickClackOptions options = host.Services.GetRequiredService<IOptions<ClickClackOptions>>().Value;
        if (options.StateDirectory == StateLocation.Memory)
        {
            throw new AccountStoppedException("ClickClack:StateDirectory is :memory:, so nothing is kept between runs");
        }

        TimeProvider time = host.Services.GetRequiredService<TimeProvider>();
        using var client = new ClickClackClient(
            new ClickClackClientOptions
            {
                BaseUrl = new Uri(options.BaseUrl!),
                Token = options.Token!,
                CallTimeout = LoginLimit,
                AllowInsecureHttp = options.AllowInsecureHttp,
            },
            host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(ClickClackClient.HttpClientName),
            time);
        BotIdentity bot = await BotLogin.RunAsync(client, options.Workspace, CancellationToken.None).ConfigureAwait(false);
        ILogger logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ClickClack");
        using AccountState state = AccountState.Open(
            host.Services.GetRequiredService<IStateStore>(), bot, new StorageHealth(logger), time, logger);
        return use(state.DeadLetters);
    }
}

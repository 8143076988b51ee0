using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ClickClack.EndToEnd.Bots;

/// <summary>What runs in a process of its own and is measured.</summary>
internal static class Children
{
    /// <summary>The word on the command line that makes a process one of these.</summary>
    public const string Word = "child";

    public const string Sequential = "sequential";
    public const string EightWays = "eight-ways";
    public const string Hydrating = "hydrating";
    public const string Hosted = "hosted";
    public const string Framework = "framework";
    public const string ManyRaw = "many-raw";
    public const string ManyFramework = "many-framework";
    public const string CallsRaw = "calls-raw";
    public const string CallsFramework = "calls-framework";

    private const int Ways = 8;

    public static async Task<int> RunAsync(string[] args)
    {
        using var counters = new CounterSource();
        var conversation = new Conversation(counters);
        return args[0] switch
        {
            Sequential => await RunRawAsync(conversation, 1, hydrates: false),
            EightWays => await RunRawAsync(conversation, Ways, hydrates: false),
            Hydrating => await RunRawAsync(conversation, Ways, hydrates: true),
            Hosted => await RunHostAsync(conversation, AddRawBot, host => RunToEndAsync(host)),
            Framework => await RunHostAsync(
                conversation, (builder, _) => builder.AddClickClack(), host => host.RunClickClackAsync([])),
            ManyRaw => await ManyAccounts.RunRawAsync(conversation),
            ManyFramework => await ManyAccounts.RunFrameworkAsync(conversation),
            CallsRaw => await RunCallsAsync(conversation, args, Calls.Raw),
            CallsFramework => await RunCallsAsync(conversation, args, Calls.Framework),
            _ => throw new ArgumentException($"there is no child \"{args[0]}\""),
        };
    }

    private static async Task<int> RunRawAsync(Conversation conversation, int ways, bool hydrates)
    {
        var settings = BotSettings.FromEnvironment();
        using var http = RawBot.Client(settings);
        using var stop = new CancellationTokenSource();
        var running = new RawBot(http, settings, ways, hydrates, Once(() => conversation.Say(Conversation.Live))).RunAsync(stop.Token);
        await Task.WhenAny(running, Task.Run(conversation.ListenAsync));
        await stop.CancelAsync();
        await running;
        return 0;
    }

    // As a user would write it, but for the log, which says when it is live.
    private static async Task<int> RunHostAsync(
        Conversation conversation, Action<HostApplicationBuilder, Action> add, Func<IHost, Task<int>> run)
    {
        var onLive = Once(() => conversation.Say(Conversation.Live));
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(new LiveLog(onLive));
        add(builder, onLive);
        var host = builder.Build();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        _ = Task.Run(async () =>
        {
            await conversation.ListenAsync();
            lifetime.StopApplication();
        });
        return await run(host);
    }

    private static void AddRawBot(HostApplicationBuilder builder, Action onLive) =>
        builder.Services.AddHostedService(_ => new HostedRawBot(onLive));

    private static async Task<int> RunToEndAsync(IHost host)
    {
        await host.RunAsync();
        return 0;
    }

    private static async Task<int> RunCallsAsync(Conversation conversation, string[] args, Func<BotSettings, Calls> make)
    {
        var calls = make(BotSettings.FromEnvironment());
        var times = await calls.MeasureAsync(args[1], args[2], int.Parse(args[3], CultureInfo.InvariantCulture));
        conversation.Say("calls", JsonSerializer.Serialize(times, WireJson.Default.CallTimesArray));
        return 0;
    }

    /// <summary>The loop by hand where the framework has its own: what the host by itself costs.</summary>
    private sealed class HostedRawBot(Action onLive) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var settings = BotSettings.FromEnvironment();
            using var http = RawBot.Client(settings);
            await new RawBot(http, settings, Ways, hydrates: false, onLive).RunAsync(stoppingToken);
        }
    }

    private static Action Once(Action action)
    {
        var done = 0;
        return () =>
        {
            if (Interlocked.Exchange(ref done, 1) == 0)
            {
                action();
            }
        };
    }
}

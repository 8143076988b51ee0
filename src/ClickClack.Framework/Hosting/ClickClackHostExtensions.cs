using ClickClack.Dispatch;
using ClickClack.Hosting;
using ClickClack.Realtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ClickClack;

/// <summary>Runs a bot.</summary>
public static class ClickClackHostExtensions
{
    /// <summary>The exit code for a command line that means nothing.</summary>
    private const int WrongUsage = 2;

    /// <summary>
    /// Runs the application until it is stopped. A mistake in the configuration, and whatever else ends it unasked, is one clear message on
    /// standard error. A verb at the beginning of the command line does something else instead, and ends: <c>routes</c>,
    /// <c>dead-letters</c>, <c>help</c>.
    /// </summary>
    /// <param name="host">The application, with <c>AddClickClack</c>.</param>
    /// <param name="args">The command line.</param>
    /// <returns>
    /// The exit code: 0 for an end that was asked for, 1 for any other (the configuration is wrong, the bot had to give up, a hosted service
    /// failed), 2 for a verb that does not exist.
    /// </returns>
    /// <exception cref="InvalidOperationException"><c>AddClickClack</c> was not called.</exception>
    public static async Task<int> RunClickClackAsync(this IHost host, string[] args)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(args);
        if (host.Services.GetService<RouteTable>() is null)
        {
            throw new InvalidOperationException("Call builder.AddClickClack() before Build().");
        }

        string[] words = ProgramVerbs.Read(args);
        switch (words)
        {
            case []:
                return FindMistake(host.Services) is { } mistake ? await EndAsync(host, mistake).ConfigureAwait(false) : await ProgramRun.RunAsync(host).ConfigureAwait(false);

            case [ProgramVerbs.Help]:
                await Console.Out.WriteLineAsync(ProgramVerbs.Usage()).ConfigureAwait(false);
                host.Dispose();
                return 0;

            case [ProgramVerbs.Routes]:
                RouteListing.Write(host.Services.GetRequiredService<ClickClackRoutes>(), Console.Out);
                host.Dispose();
                return 0;

            case [ProgramVerbs.DeadLetters, .. var action] when DeadLetterCommand.Knows(action):
                return await RunAsync(host, action).ConfigureAwait(false);

            default:
                await EndAsync(host, ProgramVerbs.Unknown(words)).ConfigureAwait(false);
                return WrongUsage;
        }
    }

    private static async Task<int> RunAsync(IHost host, string[] action)
    {
        if (FindMistake(host.Services) is { } mistake)
        {
            return await EndAsync(host, mistake).ConfigureAwait(false);
        }

        try
        {
            int exitCode = await new DeadLetterCommand(host, Console.Out).RunAsync(action).ConfigureAwait(false);
            host.Dispose();
            return exitCode;
        }
        catch (AccountStoppedException error)
        {
            return await EndAsync(host, error.Message).ConfigureAwait(false);
        }
    }

    private static async Task<int> EndAsync(IHost host, string message)
    {
        await Console.Error.WriteLineAsync(message).ConfigureAwait(false);
        host.Dispose();
        return 1;
    }

    /// <summary>Looks before the host does, which would show a stack trace.</summary>
    private static string? FindMistake(IServiceProvider services)
    {
        try
        {
            _ = services.GetRequiredService<IOptions<ClickClackOptions>>().Value;
            services.GetRequiredService<ServiceCheck>().ThrowIfMissing();
            _ = services.GetRequiredService<ConfiguredChannels>().Read();
            return null;
        }
        catch (OptionsValidationException error)
        {
            return string.Join(Environment.NewLine, error.Failures);
        }
        catch (InvalidOperationException error)
        {
            return error.Message;
        }
    }
}

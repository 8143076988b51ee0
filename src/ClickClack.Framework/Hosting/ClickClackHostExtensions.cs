using ClickClack.Dispatch;
using ClickClack.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ClickClack;

/// <summary>Runs a bot.</summary>
public static class ClickClackHostExtensions
{
    /// <summary>
    /// Runs the application until it is stopped. A mistake in the configuration is one clear message on standard error. With the
    /// single argument <c>routes</c> it lists what the bot listens to instead, and ends.
    /// </summary>
    /// <param name="host">The application, with <c>AddClickClack</c>.</param>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code: 0, or 1 if the configuration is wrong or the bot had to give up.</returns>
    /// <exception cref="InvalidOperationException"><c>AddClickClack</c> was not called.</exception>
    public static async Task<int> RunClickClackAsync(this IHost host, string[] args)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(args);
        RouteTable routes = host.Services.GetService<RouteTable>()
            ?? throw new InvalidOperationException("Call builder.AddClickClack() before Build().");
        if (args is ["routes"])
        {
            List(host.Services.GetRequiredService<ClickClackRoutes>());
            host.Dispose();
            return 0;
        }

        if (FindMistake(host.Services) is { } mistake)
        {
            await Console.Error.WriteLineAsync(mistake).ConfigureAwait(false);
            host.Dispose();
            return 1;
        }

        RunOutcome outcome = host.Services.GetRequiredService<RunOutcome>();
        await host.RunAsync().ConfigureAwait(false);
        return outcome.ExitCode;
    }

    private static void List(ClickClackRoutes routes)
    {
        foreach (RouteDescription route in routes.Describe())
        {
            Console.WriteLine($"{route.Cause,-24} {route.Handler}{Terms(route)}");
        }
    }

    /// <summary>Whatever else decides whether a route answers, and how.</summary>
    private static string Terms(RouteDescription route)
    {
        var terms = new List<string>();
        terms.AddRange(route.Guards is { } guards ? [guards.ToString()] : []);
        terms.AddRange(route.Filters);
        terms.AddRange(route.Scopes.Select(scope => $"needs {scope}"));
        terms.AddRange(route.Account is { } account ? [$"account {account}"] : []);
        terms.AddRange(route.Lane is { } lane ? [lane.ToString()] : []);
        terms.AddRange(route.FollowsEdits ? ["follows edits"] : []);
        terms.RemoveAll(string.IsNullOrEmpty);
        return terms.Count == 0 ? "" : $"  ({string.Join("; ", terms)})";
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

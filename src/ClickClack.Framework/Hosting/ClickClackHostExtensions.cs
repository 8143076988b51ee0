using Microsoft.Extensions.Hosting;

namespace ClickClack;

/// <summary>Runs a bot.</summary>
public static class ClickClackHostExtensions
{
    /// <summary>Runs the application until it is stopped.</summary>
    /// <param name="host">The application, with <c>AddClickClack</c>.</param>
    /// <param name="args">The command line. Reserved.</param>
    /// <returns>The exit code: 0, or 1 if the configuration is wrong or the bot had to give up.</returns>
    public static async Task<int> RunClickClackAsync(this IHost host, string[] args)
    {
        ArgumentNullException.ThrowIfNull(host);
        await host.RunAsync().ConfigureAwait(false);
        return 0;
    }
}

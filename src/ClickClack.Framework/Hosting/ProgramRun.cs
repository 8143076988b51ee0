using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ClickClack.Hosting;

/// <summary>
/// Runs the application to its end. An end that nobody asked for is an exit code and one line on standard error, where the runtime would
/// show a stack trace, or say nothing: the log has the trace.
/// </summary>
internal static class ProgramRun
{
    /// <returns>0, or 1 for an end that nobody asked for.</returns>
    public static async Task<int> RunAsync(IHost host)
    {
        RunOutcome outcome = host.Services.GetRequiredService<RunOutcome>();
        string? reason;
        try
        {
            // Before the run, which disposes of them.
            IHostedService[] services = [.. host.Services.GetServices<IHostedService>()];
            await host.RunAsync().ConfigureAwait(false);
            reason = services.OfType<BackgroundService>().FirstOrDefault(static service => service.ExecuteTask?.IsFaulted == true) is { } failed
                ? $"{failed.GetType().Name} failed: {Describe(failed.ExecuteTask!.Exception!.GetBaseException())}"
                : null;
        }
#pragma warning disable CA1031 // Whatever it was, it ends the program.
        catch (Exception error)
#pragma warning restore CA1031
        {
            host.Dispose();
            reason = Describe(error);
        }

        if (reason is not null)
        {
            await Console.Error.WriteLineAsync($"the application ends: {reason}").ConfigureAwait(false);
            outcome.ExitCode = 1;
        }

        if (outcome.ExitCode != 0)
        {
            // For a program that does not return it.
            Environment.ExitCode = outcome.ExitCode;
        }

        return outcome.ExitCode;
    }

    /// <summary>An exception in one line.</summary>
    public static string Describe(Exception error) => error switch
    {
        OptionsValidationException invalid => $"{invalid.OptionsType.Name}: {string.Join("; ", invalid.Failures)}",
        AggregateException { InnerExceptions: [var only] } => Describe(only),
        _ => $"{error.GetType().Name}: {error.Message}".ReplaceLineEndings(" "),
    };
}

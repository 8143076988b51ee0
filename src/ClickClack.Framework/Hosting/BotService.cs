using System.Diagnostics;
using ClickClack.Dispatch;
using ClickClack.Realtime;
using ClickClack.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickClack.Hosting;

/// <summary>Runs the account for as long as the application runs. If it cannot go on, neither does the application: a bot that does
/// nothing must not look like one that does.</summary>
internal sealed class BotService(
    IOptions<ClickClackOptions> options,
    CurrentRoutes routes,
    IHttpClientFactory http,
    RunOutcome outcome,
    Bot bot,
    BotMetrics metrics,
    IServiceProvider services,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers) : BackgroundService
{
    private readonly ILogger logger = loggers.CreateLogger("ClickClack");

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _ = ReadChannels();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whatever span the application was started in is not the cause of what is said in the chat.
        Activity.Current = null;
        RouteEdition edition;
        do
        {
            edition = routes.Edition;
            await RunAsync(edition, stoppingToken).ConfigureAwait(false);
        }
        while (edition.Replaced.IsCancellationRequested && !stoppingToken.IsCancellationRequested);

        // Who wants to know that it is over must hear it before the process is; but must not keep it.
        await bot.Told.WaitAsync(options.Value.ShutdownTimeout, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Runs the account until the application ends, or a hot reload has changed the routes: all that was made of them ends with them.</summary>
    private async Task RunAsync(RouteEdition edition, CancellationToken stoppingToken)
    {
        IReadOnlyDictionary<string, string> channels;
        try
        {
            channels = ReadChannels();
        }
        catch (InvalidOperationException error)
        {
            // It was right at the start: a hot reload made it wrong, and the next one may mend it.
            logger.NotReloaded(error.Message);
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, edition.Replaced);
            await Task.Delay(Timeout.InfiniteTimeSpan, waiting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        GuardSettings guards = ConfiguredGuards.Of(options.Value);
        RouteTable own = edition.Table.With(new RouteSettings(options.Value.DefaultAccount, channels) { Help = options.Value.Help });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, edition.Replaced);
        var connection = new ConnectionLog(bot, metrics, time, logger, own.Count, guards.ToString());
        try
        {
            await new BotAccount(options.Value, guards, bot, connection, own, http, services, metrics, time, logger).RunAsync(ending.Token).ConfigureAwait(false);
            End();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Before it was live.
            End();
        }
        catch (AccountStoppedException error)
        {
            connection.Stopped(error.Message);
            GiveUp();
        }
#pragma warning disable CA1031 // Whatever it was, the application must not go on as if the bot lived.
        catch (Exception error)
#pragma warning restore CA1031
        {
            connection.Faulted(error);
            GiveUp();
        }

        void End()
        {
            if (stoppingToken.IsCancellationRequested)
            {
                connection.Ended();
            }
            else
            {
                connection.Reloading();
            }
        }
    }

    /// <summary>The channels that routes name by a key of the configuration.</summary>
    /// <exception cref="InvalidOperationException">The routes as they are now lack something.</exception>
    private IReadOnlyDictionary<string, string> ReadChannels()
    {
        services.GetRequiredService<ServiceCheck>().ThrowIfMissing();
        return services.GetRequiredService<ConfiguredChannels>().Read();
    }

    private void GiveUp()
    {
        outcome.ExitCode = 1;

        // For a program that does not return what RunClickClackAsync returns.
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}

using System.Diagnostics;
using ClickClack.Dispatch;
using ClickClack.Realtime;
using ClickClack.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickClack.Hosting;

/// <summary>Runs the account for as long as the application runs. If it cannot go on, neither does the application: a bot that does
/// nothing must not look like one that does.</summary>
internal sealed class BotService(
    IOptions<ClickClackOptions> options,
    RouteTable routes,
    IHttpClientFactory http,
    ServiceCheck check,
    ConfiguredChannels channels,
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
        check.ThrowIfMissing();
        _ = channels.Read();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whatever span the application was started in is not the cause of what is said in the chat.
        Activity.Current = null;
        GuardSettings guards = ConfiguredGuards.Of(options.Value);
        RouteTable own = routes.With(new RouteSettings(options.Value.DefaultAccount, channels.Read()) { Help = options.Value.Help });
        var connection = new ConnectionLog(bot, metrics, time, logger, own.Count, guards.ToString());
        try
        {
            await new BotAccount(options.Value, guards, bot, connection, own, http, services, metrics, time, logger).RunAsync(stoppingToken).ConfigureAwait(false);
            connection.Ended();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before it was live.
            connection.Ended();
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

        // Who wants to know that it is over must hear it before the process is; but must not keep it.
        await bot.Told.WaitAsync(options.Value.ShutdownTimeout, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void GiveUp()
    {
        outcome.ExitCode = 1;

        // For a program that does not return what RunClickClackAsync returns.
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}

using System.Diagnostics;

namespace ChaosBot;

/// <summary>Says every half second on standard output how the bot is.</summary>
internal sealed class Pulse(IBot bot, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var process = Process.GetCurrentProcess();
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            process.Refresh();
            ConnectionStatus status = bot.Status;
            await Console.Out.WriteLineAsync(
                $"pulse {status.State} {status.UnfinishedEvents} {process.WorkingSet64} {GC.GetTotalMemory(forceFullCollection: false)} "
                + $"{process.Threads.Count} {process.HandleCount}");
        }
    }
}

using ClickClack.Client;
using ClickClack.Realtime;
using Microsoft.Extensions.Logging;

namespace ClickClack.Hosting;

/// <summary>Turns what happens to the connection into one line for each change of state.</summary>
internal sealed class ConnectionLog(ILogger logger, int routes) : IConnectionObserver
{
    private int unreachable;
    private bool wasLive;
    private string? lastReason;

    /// <summary>The bot's name and workspace, known before the first socket.</summary>
    public string Name { get; set; } = "";

    /// <summary>The workspace's name.</summary>
    public string Workspace { get; set; } = "";

    public void Live()
    {
        lastReason = null;
        if (wasLive)
        {
            logger.LiveAgain(Name, Workspace);
        }
        else
        {
            wasLive = true;
            logger.Live(Name, Workspace, routes == 1 ? "1 route" : $"{routes} routes");
        }
    }

    public void Reconnecting(TimeSpan delay, string reason)
    {
        // A server that refuses for hours, always for the same reason, is one change of state.
        if (Interlocked.Exchange(ref lastReason, reason) != reason)
        {
            logger.Reconnecting(delay.TotalSeconds, reason);
        }
    }

    public void Skipped(int count, DateTimeOffset oldest, DateTimeOffset newest, TimeSpan resumeWithin) =>
        logger.Skipped(count, oldest, newest, resumeWithin);

    public void Gap(string from, string to) => logger.Gap(from, to);

    public void MalformedFrame(string reason) => logger.MalformedFrame(reason);

    public void Parked(int unfinished) => logger.Parked(unfinished);

    public void Unparked() => logger.Unparked();

    /// <summary>A call found the server away; from any thread.</summary>
    public void Unavailable(ApiException error)
    {
        if (Interlocked.Exchange(ref unreachable, 1) == 0)
        {
            logger.Unreachable(error.Message);
        }
    }

    /// <summary>A call was answered; from any thread.</summary>
    public void Answered()
    {
        if (Volatile.Read(ref unreachable) == 1 && Interlocked.Exchange(ref unreachable, 0) == 1)
        {
            logger.Reachable();
        }
    }
}

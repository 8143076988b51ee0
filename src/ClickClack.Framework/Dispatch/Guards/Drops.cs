using ClickClack.Realtime;
using ClickClack.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// What becomes of messages, counted: a line for each at level Debug, and for those that a guard denied one line for many, because a
/// stranger must not be able to fill the log.
/// </summary>
internal sealed class Drops : IDisposable
{
    /// <summary>At most one line about denials in so long.</summary>
    public static readonly TimeSpan SummaryInterval = TimeSpan.FromMinutes(10);

    private readonly BotMetrics metrics;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, int> denials = new(StringComparer.Ordinal);
    private readonly ITimer timer;
    private bool waiting;

    public Drops(BotMetrics metrics, TimeProvider time, ILogger logger)
    {
        this.metrics = metrics;
        this.logger = logger;
        timer = time.CreateTimer(_ => IntervalEnded(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A message is not handled.</summary>
    /// <param name="entry">Its event.</param>
    /// <param name="reason">One of <see cref="DropReason"/>.</param>
    public void Drop(EventEntry entry, string reason)
    {
        Count(reason);
        logger.Dropped(entry.Key, reason);
    }

    /// <summary>A message is not handled, which is logged elsewhere.</summary>
    public void Count(string reason)
    {
        EventSpan.Dropped(reason);
        if (DropReason.IsUnmatched(reason))
        {
            metrics.Unmatched(reason);
            return;
        }

        metrics.Dropped(reason);
        if (DropReason.IsDenial(reason))
        {
            Deny(reason);
        }
    }

    /// <summary>A message is to be handled.</summary>
    public void Routed(EventEntry entry, Route route)
    {
        metrics.Routed(route.Description.Handler, route.Description.Cause);
        logger.Routed(entry.Key, route);
    }

    public void Dispose() => timer.Dispose();

    private void Deny(string reason)
    {
        lock (gate)
        {
            denials[reason] = denials.GetValueOrDefault(reason) + 1;
            if (!waiting)
            {
                Summarize();
            }
        }
    }

    private void IntervalEnded()
    {
        lock (gate)
        {
            waiting = false;
            if (denials.Count > 0)
            {
                Summarize();
            }
        }
    }

    private void Summarize()
    {
        logger.Denied(string.Join(", ", denials.Select(denial => $"{denial.Value} {denial.Key}")));
        denials.Clear();
        waiting = true;
        timer.Change(SummaryInterval, Timeout.InfiniteTimeSpan);
    }
}

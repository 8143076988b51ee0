using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>Decides what is too old to be answered after a restart, and counts it for the one line about it.</summary>
/// <param name="now">The server's time at the start.</param>
/// <param name="resumeWithin">How old an event may be.</param>
internal sealed class SkippedEvents(DateTimeOffset now, TimeSpan resumeWithin)
{
    public int Count { get; private set; }

    public DateTimeOffset Oldest { get; private set; } = DateTimeOffset.MaxValue;

    public DateTimeOffset Newest { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Counts an event, if it is too old.</summary>
    /// <returns>Whether it is.</returns>
    public bool TryAdd(WireEvent wire)
    {
        if (now - wire.CreatedAt <= resumeWithin)
        {
            return false;
        }

        Count++;
        Oldest = wire.CreatedAt < Oldest ? wire.CreatedAt : Oldest;
        Newest = wire.CreatedAt > Newest ? wire.CreatedAt : Newest;
        return true;
    }
}

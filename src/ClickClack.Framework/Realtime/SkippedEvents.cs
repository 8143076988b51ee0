using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>Counts what was left out, for the one line about it.</summary>
internal sealed class SkippedEvents
{
    public int Count { get; private set; }

    public DateTimeOffset Oldest { get; private set; } = DateTimeOffset.MaxValue;

    public DateTimeOffset Newest { get; private set; } = DateTimeOffset.MinValue;

    public void Add(WireEvent wire)
    {
        Count++;
        Oldest = wire.CreatedAt < Oldest ? wire.CreatedAt : Oldest;
        Newest = wire.CreatedAt > Newest ? wire.CreatedAt : Newest;
    }
}

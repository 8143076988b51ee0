namespace ClickClack.Protocol;

/// <summary>A page of the event log, ascending by cursor.</summary>
internal sealed class EventsPage
{
    public WireEvent[] Events { get; init; } = [];

    /// <summary>The newest cursor when the page was read, empty for an empty log; null unless asked for.</summary>
    public string? TailCursor { get; init; }
}

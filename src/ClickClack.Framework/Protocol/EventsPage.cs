using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A page of the event log (4.2 of the protocol).</summary>
public sealed class EventsPage
{
    /// <summary>The events, ascending by cursor. There is no sign that more follow: ask again until none come.</summary>
    [JsonInclude]
    public IReadOnlyList<WireEvent> Events { get; internal set; } = [];

    /// <summary>The newest cursor when the page was read, of empty text for an empty log; null unless asked for.</summary>
    [JsonInclude]
    public EventCursor? TailCursor { get; internal set; }
}

using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>A durable event between its arrival and its end.</summary>
internal sealed class EventEntry(WireEvent wire, string key, DateTimeOffset admittedAt)
{
    /// <summary>The event; of what is done, no more than its place.</summary>
    public WireEvent Event { get; private set; } = wire;

    /// <summary>Its trigger key.</summary>
    public string Key { get; } = key;

    /// <summary>When it came, by the bot's clock.</summary>
    public DateTimeOffset AdmittedAt { get; } = admittedAt;

    /// <summary>Whether nothing is left to do for it. Guarded by <see cref="EventProgress"/>.</summary>
    public bool IsDone { get; set; }

    /// <summary>It is done: thousands of events are remembered for a while after that, for their place only.</summary>
    public void Slim() => Event = new WireEvent { Id = Event.Id, Cursor = Event.Cursor, Type = Event.Type, CreatedAt = Event.CreatedAt };

    /// <summary>Whether an earlier run left it behind the place it read on from: what followed it in its conversation is done.</summary>
    public bool IsLeftOver { get; init; }
}

using ClickClack.Local.Wire;

namespace ClickClack.Local.Realtime;

/// <summary>An event on its way to open sockets.</summary>
/// <param name="Event">What is sent.</param>
/// <param name="Audience">The users who may see it; null for everyone in the workspace.</param>
internal sealed record Publication(Event Event, IReadOnlyList<string>? Audience = null)
{
    private byte[]? frame;

    /// <summary>The user who has lost the workspace by this event, and with it the sockets.</summary>
    public string? RemovedUserId { get; init; }

    /// <summary>The users who may not see it although they belong to the workspace.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Whether programs that subscribed to events are told.</summary>
    public bool IsForSubscribers { get; init; } = true;

    /// <summary>The text frame, the same bytes for every socket. Two sockets may build it at once; that does no harm.</summary>
    public ReadOnlyMemory<byte> Frame => frame ??= Json.Bytes(Event, WireJson.Default.Event);

    public bool IsFor(string userId) => (Audience is null || Audience.Contains(userId)) && !Except.Contains(userId);
}

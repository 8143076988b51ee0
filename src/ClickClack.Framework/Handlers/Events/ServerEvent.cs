namespace ClickClack;

/// <summary>Something that happened in the workspace, as the server announces it: ids, and no texts.</summary>
public abstract record ServerEvent
{
    /// <summary>The event's id; of empty text for some that the server does not keep. It makes a good part of an <c>idempotencyKey</c>.</summary>
    public ServerEventId Id { get; init; } = new("");

    /// <summary>When it happened, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The channel it happened in; null for what happened elsewhere.</summary>
    public ChannelId? ChannelId { get; init; }

    /// <summary>The direct conversation it happened in; null for what happened elsewhere.</summary>
    public DirectConversationId? ConversationId { get; init; }
}

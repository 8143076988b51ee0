namespace ClickClack;

/// <summary>A reaction to a message, given or taken back, as its event tells it. The message is in a channel or a conversation, never in both.</summary>
public sealed record Reaction
{
    /// <summary>The message reacted to.</summary>
    public required MessageId MessageId { get; init; }

    /// <summary>The emoji as the client sent it. The server takes any text.</summary>
    public required string Emoji { get; init; }

    /// <summary>Who reacted; a handler that wants to know more of them takes an <see cref="Author"/>.</summary>
    public required UserId UserId { get; init; }

    /// <summary>Whether it was taken back.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>How many users now react to the message with that emoji.</summary>
    public long Count { get; init; }

    /// <summary>The channel of the message, or null in a direct conversation.</summary>
    public MessageChannel? Channel { get; init; }

    /// <summary>The direct conversation of the message, or null in a channel.</summary>
    public MessageConversation? Conversation { get; init; }

    /// <summary>When that was, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>A reaction for a unit test of a handler: to a message in a channel, unless <paramref name="dm"/> says otherwise.</summary>
    /// <param name="emoji">The emoji.</param>
    /// <param name="user">The handle of who reacted, which after <c>usr_</c> is also the id.</param>
    /// <param name="channel">The channel's name, which after <c>chn_</c> is also its id; ignored in a direct conversation.</param>
    /// <param name="dm">Whether the message is between that user and the bot.</param>
    /// <param name="removed">Whether it was taken back.</param>
    /// <returns>The reaction.</returns>
    public static Reaction Of(string emoji, string user = "alice", string channel = "general", bool dm = false, bool removed = false) => new()
    {
        MessageId = new MessageId("msg_test"),
        Emoji = emoji,
        UserId = new UserId($"usr_{user}"),
        IsRemoved = removed,
        Count = removed ? 0 : 1,
        Channel = dm ? null : new MessageChannel(new ChannelId($"chn_{channel}"), channel),
        Conversation = dm ? new MessageConversation(new DirectConversationId($"dm_{user}"), IsGroup: false) : null,
    };
}

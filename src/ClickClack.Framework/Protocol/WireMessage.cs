namespace ClickClack.Protocol;

/// <summary>A message as the server stores it (2.5 of the protocol).</summary>
internal sealed class WireMessage
{
    public string Id { get; init; } = "";

    public string? ChannelId { get; init; }

    public string? DirectConversationId { get; init; }

    public string AuthorId { get; init; } = "";

    public WireUser? Author { get; init; }

    /// <summary>The root's id for a reply, absent for a root.</summary>
    public string? ParentMessageId { get; init; }

    /// <summary>The root's id; its own for a root.</summary>
    public string? ThreadRootId { get; init; }

    /// <summary>A root's number in its channel or direct conversation, from 1 without holes; absent for a reply.</summary>
    public long? ChannelSeq { get; init; }

    public string Body { get; init; } = "";

    /// <summary><c>message</c>, or one of the kinds of activity rows.</summary>
    public string? Kind { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }
}

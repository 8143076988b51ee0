using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A message as the server stores it (2.5 of the protocol). How much of it is filled depends on the call.</summary>
public sealed class WireMessage
{
    /// <summary>Whether it is a reply in a thread.</summary>
    [JsonIgnore]
    public bool IsReply => !string.IsNullOrEmpty(ParentMessageId?.Value);

    /// <summary>The id.</summary>
    [JsonInclude]
    public MessageId Id { get; internal set; }

    /// <summary>The public id in web addresses (<c>M…</c>); null until it was asked for.</summary>
    [JsonInclude]
    public string? RouteId { get; internal set; }

    /// <summary>The workspace.</summary>
    [JsonInclude]
    public WorkspaceId WorkspaceId { get; internal set; }

    /// <summary>The channel; null in a direct conversation.</summary>
    [JsonInclude]
    public ChannelId? ChannelId { get; internal set; }

    /// <summary>The direct conversation; null in a channel.</summary>
    [JsonInclude]
    public DirectConversationId? DirectConversationId { get; internal set; }

    /// <summary>Who wrote it.</summary>
    [JsonInclude]
    public UserId AuthorId { get; internal set; }

    /// <summary>Who wrote it, whole.</summary>
    [JsonInclude]
    public WireUser? Author { get; internal set; }

    /// <summary>The root's id for a reply, null for a root.</summary>
    [JsonInclude]
    public MessageId? ParentMessageId { get; internal set; }

    /// <summary>The root of the thread: the message's own id for a root.</summary>
    [JsonInclude]
    public MessageId ThreadRootId { get; internal set; }

    /// <summary>The number of a root in its channel or direct conversation, from 1 without holes; null for a reply.</summary>
    [JsonInclude]
    public long? ChannelSeq { get; internal set; }

    /// <summary>The number of a reply in its thread, from 1 without holes; null for a root.</summary>
    [JsonInclude]
    public long? ThreadSeq { get; internal set; }

    /// <summary>The text, Markdown by convention; empty once deleted.</summary>
    [JsonInclude]
    public string Body { get; internal set; } = "";

    /// <summary>Always <c>markdown</c>.</summary>
    [JsonInclude]
    public string BodyFormat { get; internal set; } = "";

    /// <summary><c>message</c>, or one of the kinds of activity rows (<see cref="MessageKinds"/>).</summary>
    [JsonInclude]
    public string? Kind { get; internal set; }

    /// <summary>The topic; or null.</summary>
    [JsonInclude]
    public TopicId? TopicId { get; internal set; }

    /// <summary>What an activity row belongs to; or null.</summary>
    [JsonInclude]
    public string? TurnId { get; internal set; }

    /// <summary>The nonce it was created under; or null.</summary>
    [JsonInclude]
    public string? Nonce { get; internal set; }

    /// <summary>When it was made, UTC.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>When it was edited last; or null.</summary>
    [JsonInclude]
    public DateTimeOffset? EditedAt { get; internal set; }

    /// <summary>When it was deleted; or null.</summary>
    [JsonInclude]
    public DateTimeOffset? DeletedAt { get; internal set; }

    /// <summary>Its files. Answers to a creation, change or deletion never list them.</summary>
    [JsonInclude]
    public IReadOnlyList<WireUpload> Attachments { get; internal set; } = [];

    /// <summary>Its reactions. Answers to a creation, change or deletion never list them.</summary>
    [JsonInclude]
    public IReadOnlyList<WireReaction> Reactions { get; internal set; } = [];

    /// <summary>Its thread; only in pages of channels and direct conversations.</summary>
    [JsonInclude]
    public WireThreadState? ThreadState { get; internal set; }

    /// <summary>What it quotes; or null.</summary>
    [JsonInclude]
    public MessageId? QuotedMessageId { get; internal set; }

    /// <summary>The beginning of what it quotes, as it was when quoted; or null.</summary>
    [JsonInclude]
    public string? QuotedBodySnapshot { get; internal set; }

    /// <summary>Whom it quotes; or null.</summary>
    [JsonInclude]
    public UserId? QuotedAuthorId { get; internal set; }

    /// <summary>Whom it quotes, whole; or null.</summary>
    [JsonInclude]
    public WireUser? QuotedAuthor { get; internal set; }
}

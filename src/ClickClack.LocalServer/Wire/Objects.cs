using System.Text.Json.Serialization;

namespace ClickClack.Local.Wire;

// The objects of the wire. A null is left out, unless the member says that it is written.

internal sealed record User
{
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public string? OwnerUserId { get; init; }
    public required string DisplayName { get; init; }
    public required string Handle { get; init; }
    public required string AvatarUrl { get; init; }
    public required string CreatedAt { get; init; }
    public string? FormerHandle { get; init; }
    public string? DeletedAt { get; init; }
    public NotificationSettings? NotificationSettings { get; init; }

    [JsonIgnore]
    public bool IsBot => Kind == "bot";
}

/// <summary>Only a human sees these, and only its own.</summary>
internal sealed record NotificationSettings(bool PushoverEnabled, string PushoverUserKey);

internal sealed record Workspace(string Id, string RouteId, string Name, string Slug, string IconUrl, string CreatedAt, string? Role);

internal sealed record Member(string WorkspaceId, User User, string Role, string JoinedAt);

internal sealed record Channel
{
    public required string Id { get; init; }
    public required string RouteId { get; init; }
    public required string WorkspaceId { get; init; }
    public required string Name { get; init; }
    public string? DisplayTitle { get; init; }
    public required string Kind { get; init; }
    public required string CreatedAt { get; init; }
    public string? ArchivedAt { get; init; }
    public bool ExternalManaged { get; init; }
    public string? ExternalRef { get; init; }
    public string? ExternalUrl { get; init; }
    public string? SidebarSection { get; init; }

    // Filled by the list only: the answers to create and update carry zeros.
    public long LastSeq { get; init; }
    public long LastReadSeq { get; init; }
    public long UnreadCount { get; init; }
}

internal sealed record Message
{
    /// <summary>What an answer carries where nothing was posted; what is null here is left out.</summary>
    public static readonly Message None = new()
    {
        Id = "", WorkspaceId = "", AuthorId = "", ThreadRootId = "", Body = "", BodyFormat = "", CreatedAt = "", Kind = null!, Author = null!,
    };

    public required string Id { get; init; }
    public string? RouteId { get; init; }
    public required string WorkspaceId { get; init; }
    public string? ChannelId { get; init; }
    public string? DirectConversationId { get; init; }
    public required string AuthorId { get; init; }
    public string? ParentMessageId { get; init; }
    public required string ThreadRootId { get; init; }
    public string? TopicId { get; init; }
    public long? ChannelSeq { get; init; }
    public long? ThreadSeq { get; init; }
    public required string Body { get; init; }
    public string BodyFormat { get; init; } = "markdown";
    public required string CreatedAt { get; init; }
    public string? EditedAt { get; init; }
    public string? DeletedAt { get; init; }
    public required string Kind { get; init; }
    public string? TurnId { get; init; }
    public required User Author { get; init; }
    public string? QuotedMessageId { get; init; }
    public string? QuotedBodySnapshot { get; init; }
    public string? QuotedAuthorId { get; init; }
    public User? QuotedAuthor { get; init; }
    public string? Nonce { get; init; }
    public IReadOnlyList<ReactionSummary>? Reactions { get; init; }
    public ThreadSummary? ThreadState { get; init; }

    [JsonIgnore]
    public bool IsRoot => ParentMessageId is null;
}

internal sealed record ReactionSummary(string Emoji, long Count, bool ReactedByMe);

internal sealed record ThreadSummary(string RootMessageId, long ReplyCount, string? LastReplyAt, IReadOnlyList<string> LastReplyAuthorIds);

internal sealed record DirectConversation(
    string Id,
    string RouteId,
    string WorkspaceId,
    string CreatedAt,
    IReadOnlyList<User> Members,
    long LastSeq,
    long LastReadSeq,
    long UnreadCount,
    bool CanSend);

internal sealed record ReadReceipt(string ScopeId, string UserId, long LastReadSeq, string LastReadAt);

internal sealed record PinnedMessage(string Id, string WorkspaceId, string ChannelId, string MessageId, string PinnedBy, string CreatedAt);

internal sealed record BotToken
{
    public required string Id { get; init; }
    public required string BotUserId { get; init; }
    public string? OwnerUserId { get; init; }
    public required string WorkspaceId { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public string? CreatedBy { get; init; }
    public required string CreatedAt { get; init; }
    public string? LastUsedAt { get; init; }
    public string? RevokedAt { get; init; }

    /// <summary>The secret: shown once, in the answer that creates it.</summary>
    public string? Token { get; init; }
}

internal sealed record Event
{
    /// <summary>What an answer carries where nothing happened.</summary>
    public static readonly Event None = new() { Id = "", Cursor = "", Type = "", WorkspaceId = "", CreatedAt = "", Payload = null };

    public required string Id { get; init; }
    public required string Cursor { get; init; }
    public required string Type { get; init; }
    public required string WorkspaceId { get; init; }
    public string? ChannelId { get; init; }
    public long? Seq { get; init; }
    public required string CreatedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required RawJson? Payload { get; init; }

    public IReadOnlyList<string>? MentionedUserIds { get; init; }
}

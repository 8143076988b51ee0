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
    public AppearancePreferences? AppearancePreferences { get; init; }

    [JsonIgnore]
    public bool IsBot => Kind == "bot";
}

/// <summary>Only a human sees these, and only its own.</summary>
internal sealed record NotificationSettings(bool PushoverEnabled, string PushoverUserKey);

/// <summary>How the page looks to this human. Defaults are left out.</summary>
internal sealed record AppearancePreferences
{
    public string? ColorMode { get; init; }
    public string? BoardTheme { get; init; }
    public string? MessageLayout { get; init; }
    public string? Density { get; init; }
}

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
    public IReadOnlyList<Upload>? Attachments { get; init; }
    public IReadOnlyList<ReactionSummary>? Reactions { get; init; }
    public ThreadSummary? ThreadState { get; init; }

    [JsonIgnore]
    public bool IsRoot => ParentMessageId is null;
}

internal sealed record Upload
{
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }
    public required string OwnerId { get; init; }
    public string? Nonce { get; init; }
    public string Filename { get; init; } = "";
    public string ContentType { get; init; } = "";
    public long ByteSize { get; init; }
    public long Width { get; init; }
    public long Height { get; init; }
    public long DurationMs { get; init; }
    public required string CreatedAt { get; init; }
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

internal sealed record Topic(string Id, string WorkspaceId, string? ChannelId, string Name, string? CreatedBy, string CreatedAt);

internal sealed record RouteTarget(
    string WorkspaceId, string WorkspaceRouteId, string TargetType, string TargetId, string TargetRouteId, string CanonicalPath)
{
    public string? ParentType { get; init; }
    public string? ParentId { get; init; }
    public string? ParentRouteId { get; init; }
}

internal sealed record SearchHit
{
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }
    public string? ChannelId { get; init; }
    public string? ChannelName { get; init; }
    public string? DirectConversationId { get; init; }
    public required User Author { get; init; }
    public string? ParentMessageId { get; init; }
    public required string ThreadRootId { get; init; }
    public long? ChannelSeq { get; init; }
    public long? ThreadSeq { get; init; }
    public required string CreatedAt { get; init; }
    public string? EditedAt { get; init; }
    public required long ReplyCount { get; init; }
    public string? LastReplyAt { get; init; }
    public required string Snippet { get; init; }
    public required IReadOnlyList<SearchHighlight> Highlights { get; init; }
}

/// <summary>A place within a snippet, in code points.</summary>
internal sealed record SearchHighlight(int Start, int End);

/// <summary>A code for a bot's token. The last four members are only in the answer that creates it.</summary>
internal sealed record PendingSetup
{
    public required string Id { get; init; }
    public required string BotUserId { get; init; }
    public required string WorkspaceId { get; init; }
    public required string TokenName { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public required SetupDefaults Defaults { get; init; }
    public required string CreatedBy { get; init; }
    public required string CreatedAt { get; init; }
    public required string ExpiresAt { get; init; }
    public string? Code { get; init; }
    public int? ContractVersion { get; init; }
    public string? ClaimUrl { get; init; }
    public string? ApiBaseUrl { get; init; }
}

/// <summary>What a bot is told with its token. These names are written differently from all others.</summary>
internal sealed record SetupDefaults
{
    [JsonPropertyName("defaultTo")]
    public string? DefaultTo { get; init; }

    [JsonPropertyName("allowFrom")]
    public IReadOnlyList<string?>? AllowFrom { get; init; }

    [JsonPropertyName("agentActivity")]
    public bool? AgentActivity { get; init; }
}

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

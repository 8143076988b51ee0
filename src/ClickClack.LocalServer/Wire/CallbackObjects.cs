namespace ClickClack.Local.Wire;

internal sealed record SlashCommand
{
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }
    public required string Command { get; init; }
    public required string Description { get; init; }
    public required string CallbackUrl { get; init; }

    /// <summary>Shown only in the answers that create it.</summary>
    public string? SigningSecret { get; init; }
    public required string BotUserId { get; init; }
    public required string CreatedBy { get; init; }
    public required string CreatedAt { get; init; }
    public string? RevokedAt { get; init; }
}

internal sealed record SlashInvocation(
    string Id,
    string CommandId,
    string WorkspaceId,
    string ChannelId,
    string UserId,
    string Text,
    string PayloadJson,
    string CreatedAt)
{
    // The answer shows the invocation as it was before the callback.
    public int ResponseStatus { get; }
}

internal sealed record EventSubscription
{
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }
    public required IReadOnlyList<string> EventTypes { get; init; }
    public required string CallbackUrl { get; init; }

    /// <summary>Shown only in the answers that create it.</summary>
    public string? SigningSecret { get; init; }
    public required string CreatedBy { get; init; }
    public required string CreatedAt { get; init; }
    public string? RevokedAt { get; init; }
}

internal sealed record EventDelivery(
    string Id,
    string SubscriptionId,
    string EventId,
    string WorkspaceId,
    string EventType,
    string RequestJson,
    long ResponseStatus,
    string? ResponseBody,
    string? Error,
    string CreatedAt,
    string CompletedAt)
{
    // There is never a second one.
    public int Attempt { get; } = 1;
}

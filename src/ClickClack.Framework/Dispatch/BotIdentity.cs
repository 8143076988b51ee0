namespace ClickClack.Dispatch;

/// <summary>Who the bot is, and where.</summary>
/// <param name="UserId">Its user id.</param>
/// <param name="Handle">Its handle without <c>@</c>; empty if it has none and cannot be mentioned.</param>
/// <param name="Name">Its display name.</param>
/// <param name="WorkspaceId">The workspace's id.</param>
/// <param name="WorkspaceName">The workspace's name.</param>
internal sealed record BotIdentity(UserId UserId, string Handle, string Name, WorkspaceId WorkspaceId, string WorkspaceName);

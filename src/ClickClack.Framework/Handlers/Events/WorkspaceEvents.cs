namespace ClickClack;

/// <summary>A channel was made: <see cref="ServerEvent.ChannelId"/>.</summary>
public sealed record ChannelCreated : ServerEvent;

/// <summary>A channel was changed, archived, or taken out of the archive: <see cref="ServerEvent.ChannelId"/>.</summary>
/// <param name="IsArchived">Whether it is in the archive now.</param>
public sealed record ChannelChanged(bool IsArchived) : ServerEvent;

/// <summary>The bot's own read marker of a channel moved.</summary>
/// <param name="UserId">The bot.</param>
/// <param name="Seq">The number of the last message that is read.</param>
public sealed record ChannelRead(UserId UserId, long Seq) : ServerEvent;

/// <summary>The bot's own read marker of a direct conversation moved.</summary>
/// <param name="UserId">The bot.</param>
/// <param name="Seq">The number of the last message that is read.</param>
public sealed record ConversationRead(UserId UserId, long Seq) : ServerEvent;

/// <summary>A member was blocked, timed out, freed or given another role. A bot is told only of itself.</summary>
/// <param name="UserId">The member.</param>
/// <param name="Role">The role.</param>
public sealed record MemberModerated(UserId UserId, string Role) : ServerEvent;

/// <summary>The workspace was changed.</summary>
public sealed record WorkspaceChanged : ServerEvent;

/// <summary>The workspace has another owner.</summary>
/// <param name="NewOwnerId">The owner.</param>
public sealed record OwnershipTransferred(UserId NewOwnerId) : ServerEvent;

/// <summary>A bot changed its command menu. The server does not keep the event.</summary>
/// <param name="BotId">The bot.</param>
public sealed record BotCommandsChanged(UserId BotId) : ServerEvent;

/// <summary>A bot was removed from the workspace. The server does not keep the event.</summary>
/// <param name="BotId">The bot.</param>
public sealed record BotRemoved(UserId BotId) : ServerEvent;

/// <summary>A bot was deleted. The server does not keep the event.</summary>
/// <param name="BotId">The bot.</param>
/// <param name="DisplayName">The name it had.</param>
/// <param name="FormerHandle">The handle it had, without <c>@</c>.</param>
public sealed record BotDeleted(UserId BotId, string DisplayName, string FormerHandle) : ServerEvent;

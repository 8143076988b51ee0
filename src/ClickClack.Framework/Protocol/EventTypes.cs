namespace ClickClack.Protocol;

/// <summary>The names of the events (4.6 of the protocol). More may come: what is not known here is to be ignored.</summary>
public static class EventTypes
{
    /// <summary>A root message was made, in a channel or a direct conversation.</summary>
    public const string MessageCreated = "message.created";

    /// <summary>A message was edited, or got an attachment.</summary>
    public const string MessageUpdated = "message.updated";

    /// <summary>A message was deleted.</summary>
    public const string MessageDeleted = "message.deleted";

    /// <summary>A reply was made in a thread.</summary>
    public const string ThreadReplyCreated = "thread.reply_created";

    /// <summary>A thread's counts changed.</summary>
    public const string ThreadStateUpdated = "thread.state_updated";

    /// <summary>A reaction was given.</summary>
    public const string ReactionAdded = "reaction.added";

    /// <summary>A reaction was taken back.</summary>
    public const string ReactionRemoved = "reaction.removed";

    /// <summary>A message was pinned.</summary>
    public const string PinAdded = "pin.added";

    /// <summary>A message was unpinned, by hand or because it was deleted.</summary>
    public const string PinRemoved = "pin.removed";

    /// <summary>A channel was made.</summary>
    public const string ChannelCreated = "channel.created";

    /// <summary>A channel was changed or archived.</summary>
    public const string ChannelUpdated = "channel.updated";

    /// <summary>The caller's own read marker of a channel moved.</summary>
    public const string ChannelRead = "channel.read";

    /// <summary>The caller's own read marker of a direct conversation moved.</summary>
    public const string DirectConversationRead = "dm.read";

    /// <summary>A member was blocked, timed out, freed or given another role; seen by the member and those who manage.</summary>
    public const string MemberModerationUpdated = "member.moderation_updated";

    /// <summary>The workspace was changed.</summary>
    public const string WorkspaceUpdated = "workspace.updated";

    /// <summary>The workspace has another owner.</summary>
    public const string WorkspaceOwnershipTransferred = "workspace.ownership_transferred";

    /// <summary>Somebody types. Not kept by the server.</summary>
    public const string TypingStarted = "typing.started";

    /// <summary>Somebody stopped typing. Not kept by the server.</summary>
    public const string TypingStopped = "typing.stopped";

    /// <summary>Somebody is there, or gone. Not kept by the server.</summary>
    public const string PresenceChanged = "presence.changed";

    /// <summary>A bot tells what it is doing. Not kept by the server.</summary>
    public const string AgentProgress = "agent.progress";

    /// <summary>A bot changed its command menu. Not kept by the server.</summary>
    public const string BotCommandUpdated = "bot_command.updated";

    /// <summary>A bot was removed from the workspace. Not kept by the server.</summary>
    public const string BotMembershipRemoved = "bot.membership_removed";

    /// <summary>A bot was deleted. Not kept by the server.</summary>
    public const string BotDeleted = "bot.deleted";
}

using System.Collections.Frozen;

namespace ClickClack.Protocol;

/// <summary>The types of events as a closed set, for where any other text would be one too many.</summary>
internal static class KnownEventTypes
{
    private const string Other = "other";

    private static readonly FrozenDictionary<string, string> Types = new[]
    {
        EventTypes.MessageCreated,
        EventTypes.MessageUpdated,
        EventTypes.MessageDeleted,
        EventTypes.ThreadReplyCreated,
        EventTypes.ThreadStateUpdated,
        EventTypes.ReactionAdded,
        EventTypes.ReactionRemoved,
        EventTypes.PinAdded,
        EventTypes.PinRemoved,
        EventTypes.ChannelCreated,
        EventTypes.ChannelUpdated,
        EventTypes.ChannelRead,
        EventTypes.DirectConversationRead,
        EventTypes.MemberModerationUpdated,
        EventTypes.WorkspaceUpdated,
        EventTypes.WorkspaceOwnershipTransferred,
        EventTypes.TypingStarted,
        EventTypes.TypingStopped,
        EventTypes.PresenceChanged,
        EventTypes.AgentProgress,
        EventTypes.BotCommandUpdated,
        EventTypes.BotMembershipRemoved,
        EventTypes.BotDeleted,
    }.ToFrozenDictionary(type => type, StringComparer.Ordinal);

    /// <summary>The type itself if it is known, else <c>other</c>.</summary>
    public static string Of(WireEvent wire) => Types.GetValueOrDefault(wire.Type, Other);
}

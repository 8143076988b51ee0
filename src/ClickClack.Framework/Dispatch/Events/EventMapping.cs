using ClickClack.Protocol;
using ClickClack.Replies;

namespace ClickClack.Dispatch;

/// <summary>What observers see of the server's events: the one place that knows both.</summary>
internal static class EventMapping
{
    /// <summary>The server's names of each event.</summary>
    private static readonly Dictionary<Type, string[]> Names = new()
    {
        [typeof(MessagePosted)] = [EventTypes.MessageCreated, EventTypes.ThreadReplyCreated],
        [typeof(MessageEdited)] = [EventTypes.MessageUpdated],
        [typeof(MessageDeleted)] = [EventTypes.MessageDeleted],
        [typeof(ReactionAdded)] = [EventTypes.ReactionAdded],
        [typeof(ReactionRemoved)] = [EventTypes.ReactionRemoved],
        [typeof(ThreadChanged)] = [EventTypes.ThreadStateUpdated],
        [typeof(PinAdded)] = [EventTypes.PinAdded],
        [typeof(PinRemoved)] = [EventTypes.PinRemoved],
        [typeof(ChannelCreated)] = [EventTypes.ChannelCreated],
        [typeof(ChannelChanged)] = [EventTypes.ChannelUpdated],
        [typeof(ChannelRead)] = [EventTypes.ChannelRead],
        [typeof(ConversationRead)] = [EventTypes.DirectConversationRead],
        [typeof(MemberModerated)] = [EventTypes.MemberModerationUpdated],
        [typeof(WorkspaceChanged)] = [EventTypes.WorkspaceUpdated],
        [typeof(OwnershipTransferred)] = [EventTypes.WorkspaceOwnershipTransferred],
        [typeof(TypingStarted)] = [EventTypes.TypingStarted],
        [typeof(TypingStopped)] = [EventTypes.TypingStopped],
        [typeof(PresenceChanged)] = [EventTypes.PresenceChanged],
        [typeof(AgentProgressed)] = [EventTypes.AgentProgress],
        [typeof(BotCommandsChanged)] = [EventTypes.BotCommandUpdated],
        [typeof(BotRemoved)] = [EventTypes.BotMembershipRemoved],
        [typeof(BotDeleted)] = [EventTypes.BotDeleted],
    };

    /// <summary>The server's names of an event; none for what is no event of the server.</summary>
    public static IReadOnlyList<string> NamesOf(Type type) => Names.GetValueOrDefault(type, []);

    /// <summary>The event; null if it is none that is known.</summary>
    public static ServerEvent? Read(WireEvent wire)
    {
        ServerEvent? read = wire.Type switch
        {
            EventTypes.MessageCreated when !MessageKinds.IsSaid(wire.PayloadText("kind")) => null,
            EventTypes.MessageCreated or EventTypes.ThreadReplyCreated => new MessagePosted(
                Message(wire), wire.PayloadText("author_id") is { } author ? new UserId(author) : null, ThreadRoot(wire), Mentioned(wire)),
            EventTypes.MessageUpdated => new MessageEdited(Message(wire), ThreadRoot(wire)),
            EventTypes.MessageDeleted => new MessageDeleted(Message(wire), ThreadRoot(wire)),
            EventTypes.ReactionAdded => new ReactionAdded(Message(wire), Text(wire, "emoji"), User(wire), wire.Details.Number("count") ?? 0),
            EventTypes.ReactionRemoved => new ReactionRemoved(Message(wire), Text(wire, "emoji"), User(wire), wire.Details.Number("count") ?? 0),
            EventTypes.ThreadStateUpdated => new ThreadChanged(new MessageId(Text(wire, "root_message_id"))),
            EventTypes.PinAdded => new PinAdded(Message(wire), User(wire, "pinned_by")),
            EventTypes.PinRemoved => new PinRemoved(Message(wire), User(wire, "pinned_by")),
            EventTypes.ChannelCreated => new ChannelCreated(),
            EventTypes.ChannelUpdated => new ChannelChanged(wire.Details.IsTrue("archived")),
            EventTypes.ChannelRead => new ChannelRead(User(wire), wire.Seq ?? 0),
            EventTypes.DirectConversationRead => new ConversationRead(User(wire), wire.Seq ?? 0),
            EventTypes.MemberModerationUpdated => new MemberModerated(User(wire), Text(wire, "role")),
            EventTypes.WorkspaceUpdated => new WorkspaceChanged(),
            EventTypes.WorkspaceOwnershipTransferred => new OwnershipTransferred(User(wire, "new_owner_user_id")),
            EventTypes.TypingStarted => new TypingStarted(User(wire)),
            EventTypes.TypingStopped => new TypingStopped(User(wire)),
            EventTypes.PresenceChanged => new PresenceChanged(User(wire), wire.Payload),
            EventTypes.AgentProgress => new AgentProgressed(User(wire), wire.Payload),
            EventTypes.BotCommandUpdated => new BotCommandsChanged(User(wire, "bot_user_id")),
            EventTypes.BotMembershipRemoved => new BotRemoved(User(wire, "bot_user_id")),
            EventTypes.BotDeleted => new BotDeleted(User(wire, "bot_user_id"), Text(wire, "display_name"), Text(wire, "former_handle")),
            _ => null,
        };

        string? channel = wire.ChannelId ?? wire.PayloadText("channel_id");
        string? conversation = wire.PayloadText("direct_conversation_id");
        return read is null ? null : read with
        {
            Id = wire.Id,
            CreatedAt = wire.CreatedAt,
            ChannelId = channel is null ? null : new ChannelId(channel),
            ConversationId = conversation is null ? null : new DirectConversationId(conversation),
        };
    }

    /// <summary>Whether the bot itself did it, as far as the event tells, or it is about what the bot wrote a moment ago.</summary>
    public static bool IsOwn(WireEvent wire, UserId bot, OwnMessages own) => wire.Type switch
    {
        EventTypes.MessageCreated or EventTypes.ThreadReplyCreated =>
            wire.PayloadText("author_id") == bot.Value || own.Contains(Text(wire, "message_id"), wire.PayloadText("nonce")),
        EventTypes.MessageUpdated or EventTypes.MessageDeleted => own.Contains(Text(wire, "message_id"), nonce: null),
        EventTypes.ReactionAdded or EventTypes.ReactionRemoved or EventTypes.TypingStarted or EventTypes.TypingStopped
            or EventTypes.PresenceChanged or EventTypes.AgentProgress => wire.PayloadText("user_id") == bot.Value,
        EventTypes.PinAdded or EventTypes.PinRemoved => wire.PayloadText("pinned_by") == bot.Value,
        EventTypes.BotCommandUpdated => wire.PayloadText("bot_user_id") == bot.Value,
        _ => false,
    };

    /// <summary>Who did it, as far as the event tells; null if it does not.</summary>
    public static UserId? DoneBy(ServerEvent happened) => happened switch
    {
        MessagePosted posted => posted.AuthorId,
        ReactionAdded added => added.UserId,
        ReactionRemoved removed => removed.UserId,
        TypingStarted started => started.UserId,
        TypingStopped stopped => stopped.UserId,
        PresenceChanged presence => presence.UserId,
        AgentProgressed progressed => progressed.UserId,
        PinAdded pinned => pinned.UserId,
        PinRemoved unpinned => unpinned.UserId,
        BotCommandsChanged changed => changed.BotId,
        _ => null,
    };

    private static string Text(WireEvent wire, string name) => wire.PayloadText(name) ?? "";

    private static MessageId Message(WireEvent wire) => new(Text(wire, "message_id"));

    private static UserId User(WireEvent wire, string name = "user_id") => new(Text(wire, name));

    /// <summary>Of a root message some events name the message itself.</summary>
    private static MessageId? ThreadRoot(WireEvent wire) =>
        wire.PayloadText("root_message_id") is { } root && root != wire.PayloadText("message_id") ? new MessageId(root) : null;

    private static IReadOnlyList<UserId> Mentioned(WireEvent wire) => [.. (wire.MentionedUserIds ?? []).Select(static id => new UserId(id))];
}

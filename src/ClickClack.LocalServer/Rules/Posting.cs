using ClickClack.Local.Http;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Rules;

/// <summary>A message as its author asks for it.</summary>
internal sealed record Draft(string? Body)
{
    public string? Nonce { get; init; }
    public string? QuotedMessageId { get; init; }
    public string? TopicId { get; init; }
    public string Kind { get; init; } = Posting.OrdinaryKind;
    public string? TurnId { get; init; }
}

/// <summary>A posted root; no event when it was there already.</summary>
internal sealed record Posted(Message Message, Event? Event);

/// <summary>A posted reply; no events when it was there already.</summary>
internal sealed record Replied(Message Message, ThreadSummary State, IReadOnlyList<Event>? Events);

/// <summary>Creating messages: the one way in, for every endpoint that posts.</summary>
internal static class Posting
{
    public const string OrdinaryKind = "message";

    private const int SnapshotCharacters = 280;

    public static Posted InChannel(Transaction db, User author, Channel channel, Draft draft, string correlationId)
    {
        var topic = Topic(db, channel, draft.TopicId);
        var message = Prepare(author, channel.WorkspaceId, draft, "message body is required") with { ChannelId = channel.Id, TopicId = topic };
        if (Replay(db, message) is { } earlier)
        {
            return new(earlier, null);
        }
        Moderation.RequireMayPost(db, channel, author.Id);
        message = Quote(db, Stamp(db, message), draft.QuotedMessageId) with { ChannelSeq = ChannelStore.NextSeq(db, channel.Id) };
        MessageStore.Insert(db, message);
        var created = EventStore.Append(db, new("message.created", channel.WorkspaceId, CreationPayload(message, correlationId))
        {
            ChannelId = channel.Id,
            Seq = message.ChannelSeq,
            Mentions = Mentions.In(db, channel.WorkspaceId, message.Body),
        });
        return new(message, created);
    }

    public static Posted InConversation(Transaction db, User author, ConversationRow conversation, Draft draft, string correlationId)
    {
        Moderation.RequireFullMember(db, conversation.WorkspaceId, author.Id);
        RequireRecipient(db, conversation.Id, author);
        var message = Prepare(author, conversation.WorkspaceId, draft, "message body is required") with { DirectConversationId = conversation.Id };
        if (Replay(db, message) is { } earlier)
        {
            return new(earlier, null);
        }
        message = Quote(db, Stamp(db, message), draft.QuotedMessageId) with { ChannelSeq = ConversationStore.NextSeq(db, conversation.Id) };
        MessageStore.Insert(db, message);
        ConversationStore.OpenForAll(db, conversation.Id);
        // Roots of direct conversations never carry mentions: everyone in there is addressed.
        var created = EventStore.Append(db, new("message.created", conversation.WorkspaceId, CreationPayload(message, correlationId))
        {
            Seq = message.ChannelSeq,
            ConversationId = conversation.Id,
        });
        return new(message, created);
    }

    public static Replied InThread(Transaction db, User author, Message root, Draft draft, string correlationId)
    {
        if (!root.IsRoot)
        {
            throw Refusal.BadRequest("nested thread replies are not supported");
        }
        if (root.DirectConversationId is { } conversation)
        {
            Moderation.RequireFullMember(db, root.WorkspaceId, author.Id);
            RequireRecipient(db, conversation, author);
        }
        var message = Prepare(author, root.WorkspaceId, draft, "reply body is required") with
        {
            ChannelId = root.ChannelId,
            DirectConversationId = root.DirectConversationId,
            ParentMessageId = root.Id,
            ThreadRootId = root.Id,
        };
        if (Replay(db, message) is { } earlier)
        {
            return new(earlier, ThreadStore.Find(db, root.Id), null);
        }
        if (root.ChannelId is { } channel)
        {
            Moderation.RequireMayPost(db, ChannelStore.FindVisible(db, channel, author.Id)!, author.Id);
        }
        message = Quote(db, Stamp(db, message), draft.QuotedMessageId);
        MessageStore.EnsureRoute(db, root);
        var state = ThreadStore.CountReply(db, root.Id, author.Id);
        message = message with { ThreadSeq = state.ReplyCount };
        MessageStore.Insert(db, message);
        if (message.DirectConversationId is { } direct)
        {
            ConversationStore.OpenForAll(db, direct);
        }
        var payload = Payload.Of(
            ("correlation_id", correlationId),
            ("direct_conversation_id", message.DirectConversationId),
            ("message_id", message.Id),
            ("nonce", message.Nonce),
            ("root_message_id", root.Id));
        var created = EventStore.Append(db, InPlaceOf(message, "thread.reply_created", payload) with
        {
            Mentions = Mentions.In(db, root.WorkspaceId, message.Body),
        });
        var updated = EventStore.Append(db, InPlaceOf(
            message,
            "thread.state_updated",
            Payload.Of(("direct_conversation_id", message.DirectConversationId), ("root_message_id", root.Id))));
        return new(message, state, [created, updated]);
    }

    /// <summary>An event about a message, seen by those who see the message.</summary>
    public static NewEvent InPlaceOf(Message message, string type, RawJson payload) => new(type, message.WorkspaceId, payload)
    {
        ChannelId = message.ChannelId,
        ConversationId = message.DirectConversationId,
    };

    /// <summary>Whether messages of the channel can be filed under the topic.</summary>
    public static bool IsAvailable(Topic? topic, Channel channel) =>
        topic is not null && topic.WorkspaceId == channel.WorkspaceId && (topic.ChannelId ?? channel.Id) == channel.Id;

    private static string? Topic(Transaction db, Channel channel, string? topicId)
    {
        if (Names.Optional(topicId) is not { } id)
        {
            return null;
        }
        var topic = TopicStore.Find(db, id) ?? throw Refusal.BadRequest(Refusal.NoRows);
        if (topic.WorkspaceId != channel.WorkspaceId)
        {
            throw Refusal.BadRequest("topic is not in workspace");
        }
        return IsAvailable(topic, channel) ? topic.Id : throw Refusal.BadRequest("topic is not available in this channel");
    }

    private static void RequireRecipient(Transaction db, string conversationId, User author)
    {
        if (!ConversationStore.CanSend(db, conversationId, author.Id))
        {
            throw Refusal.Conflict("direct conversation has no active recipient");
        }
    }

    private static Message Prepare(User author, string workspaceId, Draft draft, string bodyRequired)
    {
        var body = (draft.Body ?? "").Trim();
        if (body.Length == 0)
        {
            throw Refusal.BadRequest(bodyRequired);
        }
        return new()
        {
            Id = "",
            WorkspaceId = workspaceId,
            AuthorId = author.Id,
            Author = author,
            ThreadRootId = "",
            Body = body,
            CreatedAt = "",
            Kind = draft.Kind,
            TurnId = string.IsNullOrWhiteSpace(draft.TurnId) ? null : draft.TurnId,
            Nonce = Nonces.Normalize(draft.Nonce),
            QuotedMessageId = Names.Optional(draft.QuotedMessageId),
        };
    }

    // Compared with the row as it is now: after an edit or a deletion the original request is no repetition any more.
    private static Message? Replay(Transaction db, Message wanted)
    {
        if (wanted.Nonce is null || MessageStore.ByNonce(db, wanted.AuthorId, wanted.Nonce) is not { } stored)
        {
            return null;
        }
        var same = stored.ChannelId == wanted.ChannelId
            && stored.DirectConversationId == wanted.DirectConversationId
            && stored.ParentMessageId == wanted.ParentMessageId
            && stored.Body == wanted.Body
            && stored.Kind == wanted.Kind
            && stored.TurnId == wanted.TurnId
            && stored.TopicId == wanted.TopicId
            && stored.QuotedMessageId == wanted.QuotedMessageId;
        return same ? stored : throw Refusal.BadRequest(Nonces.Conflict);
    }

    private static Message Stamp(Transaction db, Message message)
    {
        var id = db.NewId("msg");
        return message with { Id = id, ThreadRootId = message.ParentMessageId ?? id, CreatedAt = db.Now };
    }

    private static Message Quote(Transaction db, Message message, string? quotedId)
    {
        if (string.IsNullOrWhiteSpace(quotedId))
        {
            return message;
        }
        var quoted = MessageStore.Find(db, quotedId.Trim());
        var allowed = quoted is { DeletedAt: null }
            && quoted.ChannelId == message.ChannelId
            && quoted.DirectConversationId == message.DirectConversationId
            // A root quotes roots of its place, a reply quotes within its thread.
            && (message.IsRoot ? quoted.IsRoot : quoted.ThreadRootId == message.ThreadRootId);
        return allowed
            ? message with
            {
                QuotedMessageId = quoted!.Id,
                QuotedBodySnapshot = CodePoints.Take(quoted.Body, SnapshotCharacters),
                QuotedAuthorId = quoted.AuthorId,
                QuotedAuthor = quoted.Author,
            }
            : throw Refusal.BadRequest("quoted message is not in this channel, conversation, or thread");
    }

    private static RawJson CreationPayload(Message message, string correlationId) => Payload.Of(
        ("author_id", message.AuthorId),
        ("correlation_id", correlationId),
        ("direct_conversation_id", message.DirectConversationId),
        ("kind", message.Kind == OrdinaryKind ? null : message.Kind),
        ("message_id", message.Id),
        ("nonce", message.Nonce),
        ("topic_id", message.TopicId),
        ("turn_id", message.TurnId));
}

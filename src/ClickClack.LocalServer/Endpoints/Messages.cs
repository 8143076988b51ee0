using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class MessageRequest
{
    public string? Body { get; set; }
    public string? Nonce { get; set; }
    public string? QuotedMessageId { get; set; }
    public string? TopicId { get; set; }
    public string? Kind { get; set; }
    public string? TurnId { get; set; }
}

internal sealed class EditRequest
{
    public string? Body { get; set; }
}

internal sealed record MessageAnswer(Message Message);

internal sealed record MessageChanged(Message Message, Event? Event);

internal sealed record MessagesAnswer(IReadOnlyList<Message> Messages, long OldestSeq, long NewestSeq, bool HasOlder, bool HasNewer);

/// <summary>Messages in channels, and whatever is done to a single message.</summary>
internal static class Messages
{
    public static void Map(Router routes)
    {
        routes.Get("/api/channels/{channel}/messages", List);
        routes.Post("/api/channels/{channel}/messages", Create);
        routes.Get("/api/messages/by-nonce", ByNonce, header: "X-ClickClack-Message-Nonce");
        routes.Get("/api/messages/{message}", Get);
        routes.Patch("/api/messages/{message}", Edit);
        routes.Delete("/api/messages/{message}", Delete);
        routes.Post("/api/messages/{message}/route", Route);
    }

    /// <summary>What a request asks to be posted; refuses activity rows to those who may not write them.</summary>
    public static Draft Draft(Call call, MessageRequest request)
    {
        var kind = request.Kind is null or "" ? Posting.OrdinaryKind : request.Kind;
        switch (kind)
        {
            case Posting.OrdinaryKind when !string.IsNullOrWhiteSpace(request.TurnId):
                throw Refusal.BadRequest("turn_id is only valid for agent activity messages");
            case Posting.OrdinaryKind:
                break;
            case "agent_commentary" or "agent_tool" when call.Caller.Token is null:
                throw Refusal.Forbidden("agent activity messages require a bot token");
            case "agent_commentary" or "agent_tool":
                call.Require(Scopes.AgentActivityWrite);
                break;
            default:
                throw Refusal.BadRequest("invalid message kind");
        }
        return new(request.Body)
        {
            Nonce = request.Nonce,
            QuotedMessageId = request.QuotedMessageId,
            TopicId = request.TopicId,
            Kind = kind,
            TurnId = request.TurnId,
        };
    }

    /// <summary>201 with the event, or 200 without one when the nonce says that it was posted before.</summary>
    public static Answer Answered(Posted posted) => Answer.Json(
        posted.Event is null ? 200 : 201, new(posted.Message, posted.Event), WireJson.Default.MessageChanged);

    public static Answer Page(Call call, Window window) => Answer.Json(
        200,
        new(
            [.. window.Messages.Select(message => MessageStore.Hydrate(call.Db, message, call.User.Id, withThread: true))],
            window.Messages is [var first, ..] ? first.ChannelSeq!.Value : 0,
            window.Messages is [.., var last] ? last.ChannelSeq!.Value : 0,
            window.HasOlder,
            window.HasNewer),
        WireJson.Default.MessagesAnswer);

    /// <summary>Tells those who see the message that something about it has changed.</summary>
    public static Event Announce(Call call, Message message, string type, bool isForSubscribers = true)
    {
        var payload = Payload.Of(
            ("direct_conversation_id", message.DirectConversationId), ("message_id", message.Id), ("root_message_id", message.ThreadRootId));
        return EventStore.Append(
            call.Db, Posting.InPlaceOf(message, type, payload) with { Seq = message.ChannelSeq, IsForSubscribers = isForSubscribers });
    }

    private static Answer List(Call call)
    {
        call.Require(Scopes.MessagesRead);
        var page = PageRequest.Parse(call);
        var topic = call.Query("topic_id")?.Trim();
        if (topic is "")
        {
            throw Refusal.BadRequest($"{PageRequest.Invalid}: topic_id is required");
        }
        var channel = call.Channel(call.Value(0));
        if (topic is not null && !Posting.IsAvailable(TopicStore.Find(call.Db, topic), channel))
        {
            throw Refusal.BadRequest($"{PageRequest.Invalid}: topic is unavailable");
        }
        return Page(call, page(call.Db, new(channel.Id, topic)));
    }

    private static Answer Create(Call call)
    {
        call.Require(Scopes.MessagesWrite);
        var draft = Draft(call, call.Body(WireJson.Default.MessageRequest));
        var channel = call.Channel(call.Value(0));
        return Answered(Posting.InChannel(call.Db, call.User, channel, draft, call.CorrelationId));
    }

    private static Answer ByNonce(Call call)
    {
        call.Require(Scopes.MessagesWrite);
        var workspace = Names.Optional(call.Query("workspace_id")) ?? throw Refusal.BadRequest("workspace_id is required");
        call.InWorkspace(workspace);
        var nonce = Nonces.Normalize(call.Query("nonce")) ?? throw Refusal.BadRequest("nonce is required");
        var message = MessageStore.ByNonce(call.Db, call.User.Id, nonce) ?? throw Refusal.NotFound(Refusal.NoRows);
        if (message.WorkspaceId != workspace)
        {
            throw Refusal.BadRequest(Nonces.Conflict);
        }
        if (message.DirectConversationId is not null)
        {
            call.Require(Scopes.DmsWrite);
        }
        return Answer.Json(200, new(MessageStore.Hydrate(call.Db, message, call.User.Id)), WireJson.Default.MessageAnswer);
    }

    private static Answer Get(Call call)
    {
        call.Require(Scopes.MessagesRead);
        var message = call.Message(call.Value(0), Scopes.DmsRead);
        return Answer.Json(200, new(MessageStore.Hydrate(call.Db, message, call.User.Id)), WireJson.Default.MessageAnswer);
    }

    private static Answer Edit(Call call)
    {
        call.Require(Scopes.MessagesWrite);
        var body = (call.Body(WireJson.Default.EditRequest).Body ?? "").Trim();
        var message = call.Message(call.Value(0), Scopes.DmsWrite);
        if (body.Length == 0)
        {
            throw Refusal.BadRequest("message body is required");
        }
        call.RequireUnrestricted(message.WorkspaceId);
        if (message.AuthorId != call.User.Id)
        {
            throw Refusal.BadRequest("only the author can edit a message");
        }
        if (message.DeletedAt is not null)
        {
            throw Refusal.BadRequest("deleted messages cannot be edited");
        }
        MessageStore.Edit(call.Db, message.Id, body);
        return Changed(call, message, "message.updated");
    }

    private static Answer Delete(Call call)
    {
        call.Require(Scopes.MessagesWrite);
        var message = call.Message(call.Value(0), Scopes.DmsWrite);
        call.RequireUnrestricted(message.WorkspaceId);
        var mayDelete = message.AuthorId == call.User.Id
            || (message.ChannelId is not null && MemberStore.Role(call.Db, message.WorkspaceId, call.User.Id) == "owner");
        if (!mayDelete)
        {
            throw Refusal.Forbidden("message is not writable");
        }
        if (message.DeletedAt is not null)
        {
            return Answer.Json(200, new(message, Event.None), WireJson.Default.MessageChanged);
        }
        Pins.RemoveWithMessage(call, message);
        UploadStore.DetachAll(call.Db, message.Id);
        MessageStore.Delete(call.Db, message.Id);
        return Changed(call, message, "message.deleted");
    }

    private static Answer Route(Call call)
    {
        call.Require(Scopes.ThreadsRead);
        var message = call.Message(call.Value(0), Scopes.DmsRead);
        if (!message.IsRoot || message.DirectConversationId is not null)
        {
            throw Refusal.NotFound("message not found");
        }
        MessageStore.EnsureRoute(call.Db, message);
        var routed = MessageStore.Find(call.Db, message.Id)!;
        return Answer.Json(200, new(MessageStore.Hydrate(call.Db, routed, call.User.Id)), WireJson.Default.MessageAnswer);
    }

    private static Answer Changed(Call call, Message message, string type)
    {
        var changed = Announce(call, message, type);
        return Answer.Json(200, new(MessageStore.Find(call.Db, message.Id)!, changed), WireJson.Default.MessageChanged);
    }
}

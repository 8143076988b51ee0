using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class PinRequest
{
    public string? MessageId { get; set; }
}

internal sealed record PinAnswer(PinnedMessage? PinnedMessage, Event Event);

internal sealed record PinsAnswer(IReadOnlyList<Message> Messages);

internal static class Pins
{
    private const int MaxPins = 100;

    private const string NotHere = "message is not in this channel";

    public static void Map(Router routes)
    {
        routes.Get("/api/channels/{channel}/pins", List);
        routes.Post("/api/channels/{channel}/pins", Add);
        routes.Delete("/api/channels/{channel}/pins/{message}", Remove);
    }

    /// <summary>A deleted message is no longer pinned, and that is told first.</summary>
    public static void RemoveWithMessage(Call call, Message message)
    {
        if (PinStore.Remove(call.Db, message.Id))
        {
            Announce(call, message, "pin.removed");
        }
    }

    private static Answer List(Call call)
    {
        call.Require(Scopes.MessagesRead);
        var channel = call.Channel(call.Value(0));
        var limit = PageRequest.Limit(call.Query("limit"), MaxPins, MaxPins);
        var messages = PinStore.Newest(call.Db, channel.Id, limit)
            .Select(id => MessageStore.Hydrate(call.Db, MessageStore.Find(call.Db, id)!, call.User.Id));
        return Answer.Json(200, new([.. messages]), WireJson.Default.PinsAnswer);
    }

    private static Answer Add(Call call)
    {
        call.Require(Scopes.MessagesWrite);
        var channel = Channel(call);
        var id = call.Body(WireJson.Default.PinRequest).MessageId;
        if (string.IsNullOrWhiteSpace(id))
        {
            throw Refusal.BadRequest("message_id is required");
        }
        var message = InChannel(call, channel, id.Trim());
        call.RequireUnrestricted(message.WorkspaceId);
        if (message.DeletedAt is not null)
        {
            throw Refusal.BadRequest("deleted messages cannot be pinned");
        }
        if (PinStore.IsPinned(call.Db, message.Id))
        {
            throw Refusal.Conflict("message is already pinned");
        }
        if (PinStore.Count(call.Db, message.ChannelId!) >= MaxPins)
        {
            throw Refusal.Conflict($"channel pin limit reached (maximum {MaxPins})");
        }
        var pin = new PinnedMessage(call.Db.NewId("pin"), message.WorkspaceId, message.ChannelId!, message.Id, call.User.Id, call.Db.Now);
        PinStore.Add(call.Db, pin);
        return Answer.Json(201, new(pin, Announce(call, message, "pin.added")), WireJson.Default.PinAnswer);
    }

    private static Answer Remove(Call call)
    {
        call.Require(Scopes.MessagesWrite);
        var message = InChannel(call, Channel(call), call.Value(1));
        call.RequireUnrestricted(message.WorkspaceId);
        if (!PinStore.Remove(call.Db, message.Id))
        {
            throw Refusal.NotFound("pinned message not found");
        }
        return Answer.Json(200, new(null, Announce(call, message, "pin.removed")), WireJson.Default.PinAnswer);
    }

    // A human's unknown channel is only noticed with the message, which is not in it.
    private static Channel? Channel(Call call) =>
        call.Caller.Token is null ? ChannelStore.FindVisible(call.Db, call.Value(0), call.User.Id) : call.Channel(call.Value(0));

    private static Message InChannel(Call call, Channel? channel, string id)
    {
        var message = MessageStore.FindVisible(call.Db, id, call.User.Id) ?? throw Refusal.BadRequest(Refusal.NoRows);
        return channel is not null && message.ChannelId == channel.Id ? message : throw Refusal.BadRequest(NotHere);
    }

    private static Event Announce(Call call, Message message, string type) => EventStore.Append(
        call.Db,
        new(
            type,
            message.WorkspaceId,
            Payload.Of(("channel_id", message.ChannelId), ("message_id", message.Id), ("pinned_by", call.User.Id)))
        {
            ChannelId = message.ChannelId,
            Seq = message.ChannelSeq,
        });
}

using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class ReadRequest
{
    public long? Seq { get; set; }
}

internal sealed record ReceiptAnswer(ReadReceipt Receipt);

/// <summary>How far the caller has read. Markers only move forward.</summary>
internal static class ReadMarkers
{
    public static void Map(Router routes)
    {
        routes.Post("/api/channels/{channel}/read", ReadChannel);
        routes.Post("/api/dms/{conversation}/read", ReadConversation);
    }

    private static Answer ReadChannel(Call call)
    {
        var seq = Seq(call);
        call.Require(Scopes.MessagesRead);
        var channel = call.Channel(call.Value(0));
        return Move(
            call,
            channel.Id,
            seq,
            ChannelStore.LastSeq(call.Db, channel.Id),
            new("channel.read", channel.WorkspaceId, Payload.Of(("channel_id", channel.Id), ("user_id", call.User.Id))) { ChannelId = channel.Id });
    }

    private static Answer ReadConversation(Call call)
    {
        var seq = Seq(call);
        call.Require(Scopes.DmsRead);
        var row = call.Conversation(call.Value(0));
        Moderation.RequireNoGuest(call.Db, row.WorkspaceId, call.User.Id);
        return Move(
            call,
            row.Id,
            seq,
            row.LastSeq,
            new("dm.read", row.WorkspaceId, Payload.Of(("direct_conversation_id", row.Id), ("user_id", call.User.Id))));
    }

    private static long Seq(Call call) => call.Body(WireJson.Default.ReadRequest).Seq ?? 0;

    private static Answer Move(Call call, string placeId, long seq, long lastSeq, NewEvent read)
    {
        if (seq < 0)
        {
            throw Refusal.BadRequest("seq must be non-negative");
        }
        var receipt = ReadMarkerStore.Find(call.Db, placeId, call.User.Id) ?? new(placeId, call.User.Id, 0, "");
        var target = Math.Min(seq, lastSeq);
        if (target > receipt.LastReadSeq)
        {
            receipt = receipt with { LastReadSeq = target, LastReadAt = call.Db.Now };
            ReadMarkerStore.Set(call.Db, receipt);
            EventStore.Append(call.Db, read with { Seq = target, Recipients = [call.User.Id] });
        }
        return Answer.Json(200, new(receipt), WireJson.Default.ReceiptAnswer);
    }
}

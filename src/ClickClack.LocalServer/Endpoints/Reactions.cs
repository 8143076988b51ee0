using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class ReactionRequest
{
    public string? Emoji { get; set; }
}

internal sealed record ReactionAnswer(Event Event, IReadOnlyList<ReactionSummary> Reactions);

internal static class Reactions
{
    public static void Map(Router routes)
    {
        routes.Post("/api/messages/{message}/reactions", Add);
        routes.Delete("/api/messages/{message}/reactions/{emoji}", Remove);
    }

    private static Answer Add(Call call)
    {
        call.Require(Scopes.MessagesWrite);
        var emoji = call.Body(WireJson.Default.ReactionRequest).Emoji ?? "";
        var message = call.Message(call.Value(0), Scopes.DmsWrite);
        call.RequireUnrestricted(message.WorkspaceId);
        var added = ReactionStore.Add(call.Db, message.Id, emoji, call.User.Id);
        return Answered(call, message, added ? 201 : 200, added ? Announce(call, message, "reaction.added", emoji) : Event.None);
    }

    private static Answer Remove(Call call)
    {
        call.Require(Scopes.MessagesWrite);
        var emoji = call.Value(1);
        var message = call.Message(call.Value(0), Scopes.DmsWrite);
        call.RequireUnrestricted(message.WorkspaceId);
        var removed = ReactionStore.Remove(call.Db, message.Id, emoji, call.User.Id);
        return Answered(call, message, 200, removed ? Announce(call, message, "reaction.removed", emoji) : Event.None);
    }

    private static Event Announce(Call call, Message message, string type, string emoji)
    {
        var payload = Payload.Of(
            ("count", ReactionStore.Count(call.Db, message.Id, emoji)),
            ("direct_conversation_id", message.DirectConversationId),
            ("emoji", emoji),
            ("message_id", message.Id),
            ("user_id", call.User.Id));
        return EventStore.Append(call.Db, Posting.InPlaceOf(message, type, payload) with { Seq = message.ChannelSeq });
    }

    private static Answer Answered(Call call, Message message, int status, Event what) => Answer.Json(
        status, new(what, ReactionStore.Summaries(call.Db, message.Id, call.User.Id)), WireJson.Default.ReactionAnswer);
}

using System.Text.Json.Serialization;
using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed record ThreadAnswer(Message Root, IReadOnlyList<Message> Replies, ThreadSummary ThreadState);

internal sealed record ReplyAnswer(
    Message Message,
    ThreadSummary ThreadState,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] IReadOnlyList<Event>? Events);

internal static class Threads
{
    public static void Map(Router routes)
    {
        routes.Get("/api/messages/{message}/thread", Get);
        routes.Post("/api/messages/{message}/thread/replies", Reply);
    }

    private static Answer Get(Call call)
    {
        call.Require(Scopes.ThreadsRead);
        var limit = PageRequest.Limit(call.Query("limit"));
        var latest = call.Query("latest") switch
        {
            "true" => true,
            "false" or "" or null => false,
            _ => throw Refusal.BadRequest("latest must be true or false"),
        };
        var root = call.Message(call.Value(0), Scopes.DmsRead);
        if (!root.IsRoot)
        {
            throw Refusal.BadRequest("thread root must be a root message");
        }
        MessageStore.EnsureRoute(call.Db, root);
        return Answer.Json(
            200,
            new(
                MessageStore.Hydrate(call.Db, MessageStore.Find(call.Db, root.Id)!, call.User.Id),
                [.. MessageStore.Replies(call.Db, root.Id, limit, latest).Select(reply => MessageStore.Hydrate(call.Db, reply, call.User.Id))],
                ThreadStore.Find(call.Db, root.Id)),
            WireJson.Default.ThreadAnswer);
    }

    private static Answer Reply(Call call)
    {
        call.Require(Scopes.ThreadsWrite);
        var request = call.Body(WireJson.Default.MessageRequest);
        var root = call.Message(call.Value(0), Scopes.DmsWrite);
        // Kind, turn and topic mean nothing in a thread.
        var draft = new Draft(request.Body) { Nonce = request.Nonce, QuotedMessageId = request.QuotedMessageId };
        var replied = Posting.InThread(call.Db, call.User, root, draft, call.CorrelationId);
        return Answer.Json(
            replied.Events is null ? 200 : 201, new(replied.Message, replied.State, replied.Events), WireJson.Default.ReplyAnswer);
    }
}

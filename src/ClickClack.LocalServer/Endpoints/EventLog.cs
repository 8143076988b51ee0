using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed record EventTypesAnswer(IReadOnlyList<string> EventTypes);

internal sealed record EventsAnswer(IReadOnlyList<Event> Events, string? TailCursor);

internal sealed record EventAnswer(Event Event);

/// <summary>The durable events, by request. A cursor is only compared here; whether it exists is the socket's business.</summary>
internal static class EventLog
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 500;

    private static readonly string[] Types =
    [
        "channel.created", "channel.read", "channel.updated", "dm.read", "member.moderation_updated", "message.created", "message.deleted",
        "message.updated", "pin.added", "pin.removed", "reaction.added", "reaction.removed", "thread.reply_created",
        "thread.state_updated", "workspace.ownership_transferred", "workspace.updated",
    ];

    public static bool IsDurable(string type) => Types.Contains(type);

    public static void Map(Router routes)
    {
        routes.Get("/api/event-types", _ => Answer.Json(200, new(Types), WireJson.Default.EventTypesAnswer));
        routes.Get("/api/realtime/events", List);
    }

    private static Answer List(Call call)
    {
        call.Require(Scopes.RealtimeRead);
        var workspace = call.Query("workspace_id");
        call.RoleIn(workspace);
        var limit = PageRequest.Limit(call.Query("limit"), DefaultLimit, MaxLimit);
        var tail = call.Query("include_tail") == "true" ? EventStore.Tail(call.Db, workspace!, call.User.Id) : null;
        var events = EventStore.Page(call.Db, workspace!, call.User.Id, call.Query("after_cursor") ?? "", limit);
        return Answer.Json(200, new(events, tail), WireJson.Default.EventsAnswer);
    }
}

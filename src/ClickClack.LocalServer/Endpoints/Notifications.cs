using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class NotificationRequest
{
    public string? Preference { get; set; }
}

internal sealed record NotificationAnswer(string Preference);

/// <summary>What the caller wants to be told about, channel by channel. It is kept, and nobody is told anything.</summary>
internal static class Notifications
{
    private const string Everything = "all";

    public static void Map(Router routes)
    {
        routes.Get("/api/channels/{channel}/notification-settings", Get);
        routes.Patch("/api/channels/{channel}/notification-settings", Set);
    }

    private static Answer Get(Call call)
    {
        call.Require(Scopes.MessagesRead);
        var channel = call.Channel(call.Value(0));
        var preference = NotificationStore.Find(call.Db, channel.Id, call.User.Id) ?? Everything;
        return Answer.Json(200, new(preference), WireJson.Default.NotificationAnswer);
    }

    private static Answer Set(Call call)
    {
        call.Require(Scopes.MessagesWrite);
        // A bot's unknown channel comes before a broken body, a human's after it.
        var channel = call.Caller.Token is null ? null : call.Channel(call.Value(0));
        var preference = call.Body(WireJson.Default.NotificationRequest).Preference;
        if (preference is not (Everything or "mentions" or "muted"))
        {
            throw Refusal.BadRequest("preference must be all, mentions, or muted");
        }
        channel ??= call.Channel(call.Value(0));
        NotificationStore.Set(call.Db, channel.Id, call.User.Id, preference);
        return Answer.Json(200, new(preference), WireJson.Default.NotificationAnswer);
    }
}

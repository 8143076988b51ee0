using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class HookRequest
{
    public string? Text { get; set; }
}

/// <summary>Ways to post for programs that speak another chat's dialect.</summary>
internal static class Hooks
{
    public static void Map(Router routes) => routes.Post("/api/hooks/mattermost/{channel}", Mattermost);

    private static Answer Mattermost(Call call)
    {
        var request = call.Body(WireJson.Default.HookRequest);
        call.Require(Scopes.MessagesWrite);
        var channel = call.Channel(call.Value(0));
        return Messages.Answered(Posting.InChannel(call.Db, call.User, channel, new(request.Text), call.CorrelationId));
    }
}

using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed record UserAnswer(User User);

/// <summary>Who the caller is.</summary>
internal static class Identity
{
    public static void Map(Router routes)
    {
        routes.Get("/api/me", Me);
        routes.Patch("/api/me", UpdateProfile);
    }

    private static Answer Me(Call call)
    {
        call.Require(Scopes.ProfileRead);
        var user = call.User.IsBot ? call.User : call.User with { NotificationSettings = new(false, "") };
        return Answer.Json(200, new(user), WireJson.Default.UserAnswer);
    }

    private static Answer UpdateProfile(Call call)
    {
        call.HumansOnly("update profiles");
        return Answer.Error(501, "profiles cannot be changed on this server");
    }
}

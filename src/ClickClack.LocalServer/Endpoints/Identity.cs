using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class ProfileRequest
{
    public string? DisplayName { get; set; }
    public string? Handle { get; set; }
    public string? AvatarUrl { get; set; }
}

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
        return Describe(call.User);
    }

    private static Answer UpdateProfile(Call call)
    {
        call.HumansOnly("update profiles");
        var request = call.Body(WireJson.Default.ProfileRequest);
        var before = call.User;
        var after = before with
        {
            DisplayName = request.DisplayName is null ? before.DisplayName : Names.DisplayName(request.DisplayName),
            Handle = request.Handle is null ? before.Handle : Names.Handle(call.Db, request.Handle, before.Handle),
            AvatarUrl = request.AvatarUrl is null ? before.AvatarUrl : Names.AvatarUrl(request.AvatarUrl),
        };
        UserStore.Update(call.Db, after);
        return Describe(after);
    }

    // Nothing here notifies anybody, so the settings are always those of a new account.
    private static Answer Describe(User user) => Answer.Json(
        200, new(user.IsBot ? user : user with { NotificationSettings = new(false, "") }), WireJson.Default.UserAnswer);
}

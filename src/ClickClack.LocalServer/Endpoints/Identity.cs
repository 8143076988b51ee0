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
    public NotificationSettingsRequest? NotificationSettings { get; set; }
    public AppearancePreferences? AppearancePreferences { get; set; }
}

internal sealed class NotificationSettingsRequest
{
    public bool? PushoverEnabled { get; set; }
    public string? PushoverUserKey { get; set; }
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
        return Describe(call, call.User);
    }

    private static Answer UpdateProfile(Call call)
    {
        call.HumansOnly("update profiles");
        var request = call.Body(WireJson.Default.ProfileRequest);
        // Absent leaves a value as it is; an empty avatar brings the generated one back.
        var avatar = request.AvatarUrl is null ? call.User.AvatarUrl : Names.AvatarUrl(request.AvatarUrl);
        var user = call.User with
        {
            DisplayName = request.DisplayName is null ? call.User.DisplayName : Names.DisplayName(request.DisplayName),
            Handle = request.Handle is null ? call.User.Handle : Names.Handle(call.Db, request.Handle, call.User.Handle),
            AvatarUrl = avatar.Length > 0 ? avatar : HumanAccounts.GeneratedAvatar(call.User.Id),
        };
        var before = SettingsStore.Find(call.Db, user.Id);
        var after = new Settings(
            request.NotificationSettings is { } notifications
                ? Profiles.Notifications(notifications.PushoverEnabled ?? false, notifications.PushoverUserKey)
                : before.Notifications,
            Profiles.Appearance(before.Appearance, request.AppearancePreferences ?? new()));
        UserStore.Update(call.Db, user);
        SettingsStore.Set(call.Db, user.Id, after);
        return Describe(call, user);
    }

    // Only a human has settings, and only the human itself sees them.
    private static Answer Describe(Call call, User user)
    {
        if (!user.IsBot)
        {
            var settings = SettingsStore.Find(call.Db, user.Id);
            user = user with
            {
                NotificationSettings = settings.Notifications,
                AppearancePreferences = settings.Appearance == new AppearancePreferences() ? null : settings.Appearance,
            };
        }
        return Answer.Json(200, new(user), WireJson.Default.UserAnswer);
    }
}

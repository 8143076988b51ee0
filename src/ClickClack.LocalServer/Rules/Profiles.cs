using ClickClack.Local.Http;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Rules;

/// <summary>The rules for what people set for themselves.</summary>
internal static class Profiles
{
    private const int PushoverKeyLength = 30;

    public static NotificationSettings Notifications(bool enabled, string? userKey)
    {
        var key = (userKey ?? "").Trim();
        if (enabled && key.Length == 0)
        {
            throw Refusal.BadRequest("pushover_user_key is required when pushover notifications are enabled");
        }
        if (key.Length > 0 && (key.Length != PushoverKeyLength || !key.All(char.IsAsciiLetterOrDigit)))
        {
            throw Refusal.BadRequest($"pushover_user_key must be {PushoverKeyLength} alphanumeric characters");
        }
        return new(enabled, key);
    }

    /// <summary>The preferences after a change: what is absent stays, and a default is the same as nothing.</summary>
    public static AppearancePreferences Appearance(AppearancePreferences before, AppearancePreferences change) => new()
    {
        ColorMode = Choose(before.ColorMode, change.ColorMode, "color_mode", "system", "light", "dark"),
        BoardTheme = Choose(before.BoardTheme, change.BoardTheme, "board_theme", "signal", "ember", "moss", "iris"),
        MessageLayout = Choose(before.MessageLayout, change.MessageLayout, "message_layout", "standard", "outlined"),
        Density = Choose(before.Density, change.Density, "density", "comfortable", "compact"),
    };

    private static string? Choose(string? before, string? change, string name, string usual, params ReadOnlySpan<string> others)
    {
        if (change is null)
        {
            return before;
        }
        if (change.Length == 0 || change == usual)
        {
            return null;
        }
        return others.Contains(change) ? change : throw Refusal.BadRequest($"{name} is invalid");
    }
}

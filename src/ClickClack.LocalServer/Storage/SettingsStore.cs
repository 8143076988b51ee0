using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>What somebody has set for themselves: how to be notified, and how the page looks.</summary>
internal sealed record Settings(NotificationSettings Notifications, AppearancePreferences Appearance);

internal static class SettingsStore
{
    private const string FindSql =
        "SELECT pushover_enabled, pushover_user_key, color_mode, board_theme, message_layout, density FROM user_settings WHERE user_id = $1";

    private const string SetSql =
        """
        INSERT INTO user_settings (user_id, pushover_enabled, pushover_user_key, color_mode, board_theme, message_layout, density)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (user_id) DO UPDATE SET pushover_enabled = excluded.pushover_enabled, pushover_user_key = excluded.pushover_user_key,
            color_mode = excluded.color_mode, board_theme = excluded.board_theme, message_layout = excluded.message_layout,
            density = excluded.density
        """;

    public static Settings Find(Transaction db, string userId) => db.One(FindSql, Read, userId) ?? new(new(false, ""), new());

    public static void Set(Transaction db, string userId, Settings settings) => db.Execute(
        SetSql,
        userId,
        settings.Notifications.PushoverEnabled,
        settings.Notifications.PushoverUserKey,
        settings.Appearance.ColorMode ?? "",
        settings.Appearance.BoardTheme ?? "",
        settings.Appearance.MessageLayout ?? "",
        settings.Appearance.Density ?? "");

    private static Settings Read(Row row) => new(
        new(row.Flag(0), row.Text(1)),
        new()
        {
            ColorMode = NullIfEmpty(row.Text(2)),
            BoardTheme = NullIfEmpty(row.Text(3)),
            MessageLayout = NullIfEmpty(row.Text(4)),
            Density = NullIfEmpty(row.Text(5)),
        });

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

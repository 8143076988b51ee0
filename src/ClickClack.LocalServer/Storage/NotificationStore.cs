namespace ClickClack.Local.Storage;

/// <summary>Which messages of a channel somebody wants to be told about.</summary>
internal static class NotificationStore
{
    private const string FindSql = "SELECT preference FROM channel_notifications WHERE channel_id = $1 AND user_id = $2";

    private const string SetSql =
        """
        INSERT INTO channel_notifications (channel_id, user_id, preference) VALUES ($1, $2, $3)
        ON CONFLICT (channel_id, user_id) DO UPDATE SET preference = excluded.preference
        """;

    public static string? Find(Transaction db, string channelId, string userId) => db.Text(FindSql, channelId, userId);

    public static void Set(Transaction db, string channelId, string userId, string preference) => db.Execute(SetSql, channelId, userId, preference);
}

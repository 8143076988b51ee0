namespace ClickClack.Local.Storage;

/// <summary>What those who run a workspace have decided about a member.</summary>
internal sealed record ModerationRow(string? TimeoutUntil, string? BlockedAt, string? Note, string ModeratedBy, string ModeratedAt);

internal static class ModerationStore
{
    private const string FindSql =
        """
        SELECT timeout_until, blocked_at, note, moderated_by, moderated_at FROM member_moderation WHERE workspace_id = $1 AND user_id = $2
        """;

    private const string SetSql =
        """
        INSERT INTO member_moderation (workspace_id, user_id, timeout_until, blocked_at, note, moderated_by, moderated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (workspace_id, user_id) DO UPDATE
        SET timeout_until = excluded.timeout_until, blocked_at = excluded.blocked_at, note = excluded.note,
            moderated_by = excluded.moderated_by, moderated_at = excluded.moderated_at
        """;

    public static ModerationRow? Find(Transaction db, string workspaceId, string userId) => db.One(
        FindSql,
        static row => new ModerationRow(row.TextOrNull(0), row.TextOrNull(1), row.TextOrNull(2), row.Text(3), row.Text(4)),
        workspaceId,
        userId);

    public static void Set(Transaction db, string workspaceId, string userId, ModerationRow row) => db.Execute(
        SetSql, workspaceId, userId, row.TimeoutUntil, row.BlockedAt, row.Note, row.ModeratedBy, row.ModeratedAt);
}

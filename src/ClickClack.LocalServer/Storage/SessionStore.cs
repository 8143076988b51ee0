namespace ClickClack.Local.Storage;

/// <summary>Sign-ins of humans.</summary>
internal sealed record SignIn(string UserId, string ExpiresAt);

internal static class SessionStore
{
    private const string FindSql =
        "SELECT s.user_id, s.expires_at FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = $1 AND u.deleted_at IS NULL";

    private const string SetSql =
        """
        INSERT INTO sessions (token_hash, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at
        """;

    public static SignIn? Find(Transaction db, string hash) => db.One(FindSql, static row => new SignIn(row.Text(0), row.Text(1)), hash);

    /// <summary>Makes a token work until then.</summary>
    public static void Set(Transaction db, string hash, string userId, string expiresAt) => db.Execute(SetSql, hash, userId, db.Now, expiresAt);
}

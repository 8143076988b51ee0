namespace ClickClack.Local.Storage;

/// <summary>A way in for the human with this address, once.</summary>
internal sealed record MagicLink(string Email, string DisplayName, string ExpiresAt, string? UsedAt);

/// <summary>Addresses of humans, and the links that sign them in.</summary>
internal static class MagicLinkStore
{
    private const string UserSql = "SELECT user_id FROM user_emails WHERE email = $1";

    private const string SetEmailSql = "INSERT INTO user_emails (user_id, email) VALUES ($1, $2)";

    private const string AddSql =
        "INSERT INTO magic_links (token_hash, email, display_name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";

    private const string FindSql = "SELECT email, display_name, expires_at, used_at FROM magic_links WHERE token_hash = $1";

    private const string UseSql = "UPDATE magic_links SET used_at = $2 WHERE token_hash = $1";

    /// <summary>The user with this address; null when there is none.</summary>
    public static string? UserOf(Transaction db, string email) => db.Text(UserSql, email);

    public static void SetEmail(Transaction db, string userId, string email) => db.Execute(SetEmailSql, userId, email);

    public static void Add(Transaction db, string hash, MagicLink link) =>
        db.Execute(AddSql, hash, link.Email, link.DisplayName, db.Now, link.ExpiresAt);

    public static MagicLink? Find(Transaction db, string hash) =>
        db.One(FindSql, static row => new MagicLink(row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3)), hash);

    public static void Use(Transaction db, string hash) => db.Execute(UseSql, hash, db.Now);
}

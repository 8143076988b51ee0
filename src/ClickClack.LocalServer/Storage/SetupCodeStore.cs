using System.Text.Json;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>Codes that nobody has claimed yet.</summary>
internal static class SetupCodeStore
{
    private const string FindSql =
        """
        SELECT id, bot_user_id, workspace_id, token_name, scopes, defaults, created_by, created_at, expires_at FROM setup_codes WHERE code_hash = $1
        """;

    private const string DropOldSql =
        "DELETE FROM setup_codes WHERE expires_at <= $4 OR (workspace_id = $1 AND bot_user_id = $2 AND token_name = $3)";

    private const string InsertSql =
        """
        INSERT INTO setup_codes (id, code_hash, bot_user_id, workspace_id, token_name, scopes, defaults, created_by, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string RemoveSql = "DELETE FROM setup_codes WHERE id = $1";

    public static PendingSetup? Find(Transaction db, string hash) => db.One(FindSql, Read, hash);

    /// <summary>Stores a new code, which takes the place of an earlier one for the same token.</summary>
    public static void Insert(Transaction db, PendingSetup setup, string hash)
    {
        db.Execute(DropOldSql, setup.WorkspaceId, setup.BotUserId, setup.TokenName, db.Now);
        db.Execute(
            InsertSql,
            setup.Id,
            hash,
            setup.BotUserId,
            setup.WorkspaceId,
            setup.TokenName,
            string.Join(' ', setup.Scopes),
            JsonSerializer.Serialize(setup.Defaults, WireJson.Default.SetupDefaults),
            setup.CreatedBy,
            setup.CreatedAt,
            setup.ExpiresAt);
    }

    public static void Remove(Transaction db, string id) => db.Execute(RemoveSql, id);

    private static PendingSetup Read(Row row) => new()
    {
        Id = row.Text(0),
        BotUserId = row.Text(1),
        WorkspaceId = row.Text(2),
        TokenName = row.Text(3),
        Scopes = row.Words(4),
        Defaults = JsonSerializer.Deserialize(row.Text(5), WireJson.Default.SetupDefaults)!,
        CreatedBy = row.Text(6),
        CreatedAt = row.Text(7),
        ExpiresAt = row.Text(8),
    };
}

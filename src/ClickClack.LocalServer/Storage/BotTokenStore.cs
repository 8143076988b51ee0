using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

internal static class BotTokenStore
{
    private const string Columns =
        "t.id, t.bot_user_id, u.owner_user_id, t.workspace_id, t.name, t.scopes, t.created_by, t.created_at, t.last_used_at, t.revoked_at";

    private const string From = $"SELECT {Columns} FROM bot_tokens t JOIN users u ON u.id = t.bot_user_id";

    private const string FindSql = $"{From} WHERE t.id = $1";

    // A token works while its bot is a member of its workspace, and so is the bot's owner if it has one.
    private const string FindUsableSql =
        $"""
         {From} JOIN members m ON m.workspace_id = t.workspace_id AND m.user_id = t.bot_user_id
         WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND u.deleted_at IS NULL
         AND (u.owner_user_id IS NULL OR EXISTS (SELECT 1 FROM members o WHERE o.workspace_id = t.workspace_id AND o.user_id = u.owner_user_id))
         """;

    private const string OfBotSql = $"{From} WHERE t.bot_user_id = $1 AND t.workspace_id = $2 ORDER BY t.created_at DESC, t.id DESC";

    private const string InsertSql =
        """
        INSERT INTO bot_tokens (id, token_hash, bot_user_id, workspace_id, name, scopes, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    private const string TouchSql = "UPDATE bot_tokens SET last_used_at = $2 WHERE id = $1";

    private const string RevokeSql = "UPDATE bot_tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";

    private const string RevokeAllSql =
        "UPDATE bot_tokens SET revoked_at = $3 WHERE bot_user_id = $1 AND workspace_id = $2 AND revoked_at IS NULL";

    private const string RememberNonceSql = "UPDATE bot_tokens SET setup_nonce = $2, setup_request = $3 WHERE id = $1";

    private const string ByNonceSql = $"{From} WHERE t.created_by = $1 AND t.workspace_id = $2 AND t.setup_nonce = $3";

    private const string RequestOfNonceSql =
        "SELECT setup_request FROM bot_tokens WHERE created_by = $1 AND workspace_id = $2 AND setup_nonce = $3";

    private const string ReplaceSecretSql = "UPDATE bot_tokens SET token_hash = $2 WHERE id = $1";

    public static BotToken? Find(Transaction db, string id) => db.One(FindSql, Read, id);

    /// <summary>The token with this hash, if it may be used now.</summary>
    public static BotToken? FindUsable(Transaction db, string hash) => db.One(FindUsableSql, Read, hash);

    /// <summary>The bot's tokens in the workspace, newest first.</summary>
    public static List<BotToken> OfBot(Transaction db, string botUserId, string workspaceId) => db.All(OfBotSql, Read, botUserId, workspaceId);

    public static void Insert(Transaction db, BotToken token, string hash) => db.Execute(
        InsertSql, token.Id, hash, token.BotUserId, token.WorkspaceId, token.Name, string.Join(' ', token.Scopes), token.CreatedBy, token.CreatedAt);

    public static void Touch(Transaction db, string id) => db.Execute(TouchSql, id, db.Now);

    public static void Revoke(Transaction db, string id) => db.Execute(RevokeSql, id, db.Now);

    public static void RevokeAll(Transaction db, string botUserId, string workspaceId) => db.Execute(RevokeAllSql, botUserId, workspaceId, db.Now);

    /// <summary>Lets a repeated creation with the same nonce find its token again.</summary>
    public static void RememberNonce(Transaction db, string id, string nonce, string request) => db.Execute(RememberNonceSql, id, nonce, request);

    /// <summary>The token that was created under the nonce, and the request that created it.</summary>
    public static (BotToken Token, string Request)? ByNonce(Transaction db, string createdBy, string workspaceId, string nonce) =>
        db.One(ByNonceSql, Read, createdBy, workspaceId, nonce) is { } token
            ? (token, db.Text(RequestOfNonceSql, createdBy, workspaceId, nonce)!)
            : null;

    public static void ReplaceSecret(Transaction db, string id, string hash) => db.Execute(ReplaceSecretSql, id, hash);

    private static BotToken Read(Row row) => new()
    {
        Id = row.Text(0),
        BotUserId = row.Text(1),
        OwnerUserId = row.TextOrNull(2),
        WorkspaceId = row.Text(3),
        Name = row.Text(4),
        Scopes = row.Words(5),
        CreatedBy = row.TextOrNull(6),
        CreatedAt = row.Text(7),
        LastUsedAt = row.TextOrNull(8),
        RevokedAt = row.TextOrNull(9),
    };
}

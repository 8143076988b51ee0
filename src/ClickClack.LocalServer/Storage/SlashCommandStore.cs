using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>Commands that are answered by a program on the web, and the calls made to it.</summary>
internal static class SlashCommandStore
{
    private const string Columns =
        "id, workspace_id, command, description, callback_url, bot_user_id, created_by, created_at, revoked_at, signing_secret";

    private const string FindSql = $"SELECT {Columns} FROM slash_commands WHERE id = $1";

    private const string ActiveSql = $"SELECT {Columns} FROM slash_commands WHERE workspace_id = $1 AND command = $2 AND revoked_at IS NULL";

    private const string ListSql = $"SELECT {Columns} FROM slash_commands WHERE workspace_id = $1 AND revoked_at IS NULL ORDER BY command";

    private const string InsertSql =
        """
        INSERT INTO slash_commands (id, workspace_id, command, description, callback_url, bot_user_id, created_by, created_at, signing_secret)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    private const string RevokeSql = "UPDATE slash_commands SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";

    private const string SetSecretSql = "UPDATE slash_commands SET signing_secret = $2 WHERE id = $1";

    private const string InvokeSql =
        """
        INSERT INTO slash_invocations (id, command_id, workspace_id, channel_id, user_id, text, payload, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    private const string CompleteSql =
        "UPDATE slash_invocations SET response_status = $2, response_body = $3, error = $4, completed_at = $5 WHERE id = $1";

    private const string CountSql = "SELECT count(*) FROM slash_invocations WHERE workspace_id = $1 AND user_id = $2 AND created_at > $3";

    /// <summary>The command with its secret.</summary>
    public static SlashCommand? Find(Transaction db, string id) => db.One(FindSql, Read, id);

    /// <summary>The registered command of this name, with its secret.</summary>
    public static SlashCommand? Active(Transaction db, string workspaceId, string command) => db.One(ActiveSql, Read, workspaceId, command);

    public static List<SlashCommand> List(Transaction db, string workspaceId) => db.All(ListSql, Read, workspaceId);

    public static void Insert(Transaction db, SlashCommand command) => db.Execute(
        InsertSql,
        command.Id,
        command.WorkspaceId,
        command.Command,
        command.Description,
        command.CallbackUrl,
        command.BotUserId,
        command.CreatedBy,
        command.CreatedAt,
        command.SigningSecret);

    public static void Revoke(Transaction db, string id) => db.Execute(RevokeSql, id, db.Now);

    public static void SetSecret(Transaction db, string id, string secret) => db.Execute(SetSecretSql, id, secret);

    public static void Invoke(Transaction db, SlashInvocation invocation) => db.Execute(
        InvokeSql,
        invocation.Id,
        invocation.CommandId,
        invocation.WorkspaceId,
        invocation.ChannelId,
        invocation.UserId,
        invocation.Text,
        invocation.PayloadJson,
        invocation.CreatedAt);

    public static void Complete(Transaction db, string id, int status, string body, string? error) =>
        db.Execute(CompleteSql, id, status, body, error, db.Now);

    /// <summary>How many commands the user has given since then.</summary>
    public static long CountInvocations(Transaction db, string workspaceId, string userId, string since) =>
        db.Number(CountSql, workspaceId, userId, since);

    private static SlashCommand Read(Row row) => new()
    {
        Id = row.Text(0),
        WorkspaceId = row.Text(1),
        Command = row.Text(2),
        Description = row.Text(3),
        CallbackUrl = row.Text(4),
        BotUserId = row.Text(5),
        CreatedBy = row.Text(6),
        CreatedAt = row.Text(7),
        RevokedAt = row.TextOrNull(8),
        SigningSecret = row.Text(9),
    };
}

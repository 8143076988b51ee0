namespace ClickClack.Local.Storage;

/// <summary>One entry of a bot's command menu.</summary>
internal sealed record CommandRow(
    string Id, string WorkspaceId, string BotUserId, string Command, string Description, string ArgsHint, string CreatedAt, string UpdatedAt);

/// <summary>A menu entry with the bot it belongs to.</summary>
internal sealed record ListedCommand(CommandRow Row, string Handle, string DisplayName, string AvatarUrl);

internal static class CommandStore
{
    private const string Columns = "c.id, c.workspace_id, c.bot_user_id, c.command, c.description, c.args_hint, c.created_at, c.updated_at";

    private const string OfBotSql = $"SELECT {Columns} FROM bot_commands c WHERE c.workspace_id = $1 AND c.bot_user_id = $2 ORDER BY c.command";

    private const string ListSql =
        $"""
         SELECT {Columns}, u.handle, u.display_name, u.avatar_url FROM bot_commands c JOIN users u ON u.id = c.bot_user_id
         JOIN members m ON m.workspace_id = c.workspace_id AND m.user_id = c.bot_user_id AND m.role = 'bot'
         WHERE c.workspace_id = $1 ORDER BY u.handle, c.command
         """;

    private const string RemoveSql = "DELETE FROM bot_commands WHERE id = $1";

    private const string SetSql =
        """
        INSERT INTO bot_commands (id, workspace_id, bot_user_id, command, description, args_hint, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
        ON CONFLICT (workspace_id, bot_user_id, command) DO UPDATE
        SET description = excluded.description, args_hint = excluded.args_hint, updated_at = excluded.updated_at
        """;

    public static List<CommandRow> OfBot(Transaction db, string workspaceId, string botUserId) => db.All(OfBotSql, Read, workspaceId, botUserId);

    public static List<ListedCommand> List(Transaction db, string workspaceId) => db.All(
        ListSql, static row => new ListedCommand(Read(row), row.Text(8), row.Text(9), row.Text(10)), workspaceId);

    public static void Remove(Transaction db, string id) => db.Execute(RemoveSql, id);

    public static void Set(Transaction db, string workspaceId, string botUserId, string command, string description, string argsHint) =>
        db.Execute(SetSql, db.NewId("botcmd"), workspaceId, botUserId, command, description, argsHint, db.Now);

    private static CommandRow Read(Row row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.Text(7));
}

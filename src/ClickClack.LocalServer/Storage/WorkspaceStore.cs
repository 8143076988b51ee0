using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

internal static class WorkspaceStore
{
    private const string Columns = "w.id, w.route_id, w.name, w.slug, w.icon_url, w.created_at, m.role";

    private const string InsertSql =
        "INSERT INTO workspaces (id, route_id, name, slug, created_at) VALUES ($1, $2, $3, $4, $5)";

    private const string UpdateSql = "UPDATE workspaces SET name = $2, slug = $3, icon_url = $4 WHERE id = $1";

    // Users stay: a bot or a human may belong to other workspaces.
    private static readonly string[] DeleteSql =
    [
        "DELETE FROM reactions WHERE message_id IN (SELECT id FROM messages WHERE workspace_id = $1)",
        "DELETE FROM attachments WHERE message_id IN (SELECT id FROM messages WHERE workspace_id = $1)",
        "DELETE FROM threads WHERE root_id IN (SELECT id FROM messages WHERE workspace_id = $1)",
        "DELETE FROM pins WHERE channel_id IN (SELECT id FROM channels WHERE workspace_id = $1)",
        "DELETE FROM read_markers WHERE place_id IN (SELECT id FROM channels WHERE workspace_id = $1 UNION SELECT id FROM conversations WHERE workspace_id = $1)",
        "DELETE FROM conversation_members WHERE conversation_id IN (SELECT id FROM conversations WHERE workspace_id = $1)",
        "DELETE FROM channel_notifications WHERE channel_id IN (SELECT id FROM channels WHERE workspace_id = $1)",
        "DELETE FROM messages WHERE workspace_id = $1",
        "DELETE FROM uploads WHERE workspace_id = $1",
        "DELETE FROM topics WHERE workspace_id = $1",
        "DELETE FROM setup_codes WHERE workspace_id = $1",
        "DELETE FROM channels WHERE workspace_id = $1",
        "DELETE FROM conversations WHERE workspace_id = $1",
        "DELETE FROM events WHERE workspace_id = $1",
        "DELETE FROM bot_commands WHERE workspace_id = $1",
        "DELETE FROM bot_tokens WHERE workspace_id = $1",
        "DELETE FROM member_moderation WHERE workspace_id = $1",
        "DELETE FROM slash_commands WHERE workspace_id = $1",
        "DELETE FROM slash_invocations WHERE workspace_id = $1",
        "DELETE FROM event_subscriptions WHERE workspace_id = $1",
        "DELETE FROM event_deliveries WHERE workspace_id = $1",
        "DELETE FROM members WHERE workspace_id = $1",
        "DELETE FROM workspaces WHERE id = $1",
    ];

    private const string FindSql =
        $"SELECT {Columns} FROM workspaces w JOIN members m ON m.workspace_id = w.id WHERE w.id = $1 AND m.user_id = $2";

    private const string OfUserSql =
        $"SELECT {Columns} FROM members m JOIN workspaces w ON w.id = m.workspace_id WHERE m.user_id = $1 ORDER BY w.created_at, w.id";

    private const string AllSql = "SELECT id, route_id, name, slug, icon_url, created_at, NULL FROM workspaces ORDER BY created_at, id";

    private const string FindBySlugSql = "SELECT id FROM workspaces WHERE id = $1 OR slug = $1";

    private const string ExistsSql = "SELECT 1 FROM workspaces WHERE id = $1";

    private const string ByRouteSql = "SELECT id FROM workspaces WHERE route_id = $1";

    private const string SlugTakenSql = "SELECT 1 FROM workspaces WHERE slug = $1";

    public static void Insert(Transaction db, Workspace workspace) =>
        db.Execute(InsertSql, workspace.Id, workspace.RouteId, workspace.Name, workspace.Slug, workspace.CreatedAt);

    public static void Update(Transaction db, Workspace workspace) => db.Execute(UpdateSql, workspace.Id, workspace.Name, workspace.Slug, workspace.IconUrl);

    /// <summary>Deletes the workspace with everything in it.</summary>
    public static void Delete(Transaction db, string id)
    {
        foreach (var sql in DeleteSql)
        {
            db.Execute(sql, id);
        }
    }

    /// <summary>The workspace with this member's role; null for anyone else.</summary>
    public static Workspace? Find(Transaction db, string id, string userId) => db.One(FindSql, Read, id, userId);

    /// <summary>The id of the workspace with this id or slug; null when there is none.</summary>
    public static string? Resolve(Transaction db, string idOrSlug) => db.Text(FindBySlugSql, idOrSlug);

    /// <summary>Every workspace, without anybody's role.</summary>
    public static List<Workspace> All(Transaction db) => db.All(AllSql, Read);

    public static List<Workspace> OfUser(Transaction db, string userId) => db.All(OfUserSql, Read, userId);

    /// <summary>The workspace with this public address.</summary>
    public static string? ByRoute(Transaction db, string routeId) => db.Text(ByRouteSql, routeId);

    public static bool Exists(Transaction db, string id) => db.Exists(ExistsSql, id);

    public static bool IsSlugTaken(Transaction db, string slug) => db.Exists(SlugTakenSql, slug);

    private static Workspace Read(Row row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.TextOrNull(6));
}

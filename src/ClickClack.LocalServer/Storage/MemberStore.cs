using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>Who belongs to a workspace, and as what.</summary>
internal static class MemberStore
{
    private const string RankSql = "CASE m.role WHEN 'owner' THEN 0 WHEN 'moderator' THEN 1 WHEN 'member' THEN 2 WHEN 'bot' THEN 3 ELSE 4 END";

    private const string FilterSql =
        """
        m.workspace_id = $1
        AND ($2 = '' OR m.role = $2)
        AND ($3 = '' OR instr(lower(u.display_name), $3) > 0 OR instr(u.handle, $3) > 0)
        """;

    private const string RoleSql = "SELECT role FROM members WHERE workspace_id = $1 AND user_id = $2";

    private const string AddSql = "INSERT INTO members (workspace_id, user_id, role, joined_at) VALUES ($1, $2, $3, $4)";

    private const string RemoveSql = "DELETE FROM members WHERE workspace_id = $1 AND user_id = $2";

    private const string WorkspacesSql = "SELECT workspace_id FROM members WHERE user_id = $1";

    private const string ByHandleSql =
        "SELECT m.user_id FROM users u JOIN members m ON m.user_id = u.id WHERE u.handle = $2 AND m.workspace_id = $1 AND u.handle <> ''";

    private const string SetRoleSql = "UPDATE members SET role = $3 WHERE workspace_id = $1 AND user_id = $2";

    private const string ManagersSql = "SELECT user_id FROM members WHERE workspace_id = $1 AND role IN ('owner', 'moderator') ORDER BY user_id";

    private const string OwnerSql = "SELECT user_id FROM members WHERE workspace_id = $1 AND role = 'owner' ORDER BY joined_at, user_id LIMIT 1";

    // Asked with every event: left alone, SQLite goes through all the members.
    private const string GuestsOutsideSql =
        """
        SELECT m.user_id FROM channels c JOIN members m INDEXED BY members_guests
        WHERE c.id = $2 AND c.name <> 'guest' AND m.workspace_id = $1 AND m.role = 'guest'
        """;

    private const string CountSql = $"SELECT count(*) FROM members m JOIN users u ON u.id = m.user_id WHERE {FilterSql}";

    private const string CountByRoleSql = "SELECT role, count(*) FROM members WHERE workspace_id = $1 GROUP BY role";

    private static readonly string PageSql =
        $"""
         SELECT m.role, m.joined_at, {UserStore.Columns("u")} FROM members m JOIN users u ON u.id = m.user_id
         WHERE {FilterSql}
         ORDER BY {RankSql}, lower(u.display_name), lower(u.handle), u.id
         LIMIT $4 OFFSET $5
         """;

    /// <summary>The user's role; null for someone who is no member.</summary>
    public static string? Role(Transaction db, string? workspaceId, string userId) => db.Text(RoleSql, workspaceId, userId);

    public static void Add(Transaction db, string workspaceId, string userId, string role) =>
        db.Execute(AddSql, workspaceId, userId, role, db.Now);

    public static void SetRole(Transaction db, string workspaceId, string userId, string role) =>
        db.Execute(SetRoleSql, workspaceId, userId, role);

    /// <summary>Those who run the workspace.</summary>
    public static List<string> Managers(Transaction db, string workspaceId) => db.All(ManagersSql, static row => row.Text(0), workspaceId);

    /// <summary>The first owner of the workspace; null when it has none.</summary>
    public static string? Owner(Transaction db, string workspaceId) => db.Text(OwnerSql, workspaceId);

    /// <summary>The guests, for a channel that is not theirs; nobody for the one that is.</summary>
    public static List<string> GuestsOutside(Transaction db, string workspaceId, string channelId) =>
        db.All(GuestsOutsideSql, static row => row.Text(0), workspaceId, channelId);

    public static bool Remove(Transaction db, string workspaceId, string userId) => db.Execute(RemoveSql, workspaceId, userId) > 0;

    public static List<string> WorkspacesOf(Transaction db, string userId) => db.All(WorkspacesSql, static row => row.Text(0), userId);

    /// <summary>The member with this handle; null when there is none.</summary>
    public static string? ByHandle(Transaction db, string workspaceId, string handle) => db.Text(ByHandleSql, workspaceId, handle);

    public static List<Member> Page(Transaction db, string workspaceId, string role, string search, int limit, int offset) =>
        db.All(PageSql, row => new Member(workspaceId, UserStore.Read(row, 2), row.Text(0), row.Text(1)), workspaceId, role, search, limit, offset);

    public static long Count(Transaction db, string workspaceId, string role, string search) => db.Number(CountSql, workspaceId, role, search);

    public static Dictionary<string, long> CountByRole(Transaction db, string workspaceId) =>
        db.All(CountByRoleSql, static row => (Role: row.Text(0), Count: row.Number(1)), workspaceId)
            .ToDictionary(static group => group.Role, static group => group.Count);
}

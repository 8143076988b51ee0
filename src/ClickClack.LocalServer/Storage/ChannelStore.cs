using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

internal static class ChannelStore
{
    private const string Columns =
        """
        c.id, c.route_id, c.workspace_id, c.name, c.display_title, c.kind, c.created_at, c.archived_at,
        c.external_managed, c.external_ref, c.external_url, c.sidebar_section
        """;

    private const string FindVisibleSql =
        $"SELECT {Columns} FROM channels c JOIN members m ON m.workspace_id = c.workspace_id WHERE c.id = $1 AND m.user_id = $2";

    private const string ListSql =
        $"""
         SELECT {Columns}, c.last_seq, coalesce(r.seq, 0),
             (SELECT count(*) FROM messages x WHERE x.place_id = c.id AND x.parent_id IS NULL AND x.seq > coalesce(r.seq, 0)
              AND x.author_id <> $2 AND x.kind = 'message')
         FROM channels c LEFT JOIN read_markers r ON r.place_id = c.id AND r.user_id = $2
         WHERE c.workspace_id = $1 AND (c.name = 'guest'
             OR NOT EXISTS (SELECT 1 FROM members g WHERE g.workspace_id = $1 AND g.user_id = $2 AND g.role = 'guest'))
         ORDER BY c.name
         """;

    private const string InsertSql =
        """
        INSERT INTO channels (id, route_id, workspace_id, name, display_title, kind, created_at, external_managed, external_ref, external_url,
            sidebar_section)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string UpdateSql =
        """
        UPDATE channels SET name = $2, display_title = $3, kind = $4, archived_at = $5, external_managed = $6, external_ref = $7,
            external_url = $8, sidebar_section = $9
        WHERE id = $1
        """;

    private const string NextSeqSql = "UPDATE channels SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq";

    private const string ByRouteSql = "SELECT id FROM channels WHERE route_id = $1";

    private const string NameSql = "SELECT name FROM channels WHERE id = $1";

    private const string WorkspaceOfSql = "SELECT workspace_id FROM channels WHERE id = $1";

    private const string DefaultNameSql =
        """
        SELECT name FROM channels WHERE workspace_id = $1 AND archived_at IS NULL
        ORDER BY CASE name WHEN 'general' THEN 0 ELSE 1 END, created_at, id LIMIT 1
        """;

    private const string LastSeqSql = "SELECT last_seq FROM channels WHERE id = $1";

    public static Channel? FindVisible(Transaction db, string id, string userId) => db.One(FindVisibleSql, Read, id, userId);

    /// <summary>All channels with the user's counters, by name.</summary>
    public static List<Channel> List(Transaction db, string workspaceId, string userId) =>
        db.All(
            ListSql,
            static row => Read(row) with { LastSeq = row.Number(12), LastReadSeq = row.Number(13), UnreadCount = row.Number(14) },
            workspaceId,
            userId);

    public static void Insert(Transaction db, Channel channel) => db.Execute(
        InsertSql,
        channel.Id,
        channel.RouteId,
        channel.WorkspaceId,
        channel.Name,
        channel.DisplayTitle,
        channel.Kind,
        channel.CreatedAt,
        channel.ExternalManaged,
        channel.ExternalRef,
        channel.ExternalUrl,
        channel.SidebarSection);

    public static void Update(Transaction db, Channel channel) => db.Execute(
        UpdateSql,
        channel.Id,
        channel.Name,
        channel.DisplayTitle,
        channel.Kind,
        channel.ArchivedAt,
        channel.ExternalManaged,
        channel.ExternalRef,
        channel.ExternalUrl,
        channel.SidebarSection);

    public static long NextSeq(Transaction db, string id) => db.Number(NextSeqSql, id);

    /// <summary>The channel with this public address.</summary>
    public static string? ByRoute(Transaction db, string routeId) => db.Text(ByRouteSql, routeId);

    public static string? Name(Transaction db, string id) => db.Text(NameSql, id);

    public static string? WorkspaceOf(Transaction db, string id) => db.Text(WorkspaceOfSql, id);

    /// <summary>The channel that a newcomer is sent to: <c>general</c>, or the oldest that is not archived.</summary>
    public static string? DefaultName(Transaction db, string workspaceId) => db.Text(DefaultNameSql, workspaceId);

    public static long LastSeq(Transaction db, string id) => db.Number(LastSeqSql, id);

    private static Channel Read(Row row) => new()
    {
        Id = row.Text(0),
        RouteId = row.Text(1),
        WorkspaceId = row.Text(2),
        Name = row.Text(3),
        DisplayTitle = row.TextOrNull(4),
        Kind = row.Text(5),
        CreatedAt = row.Text(6),
        ArchivedAt = row.TextOrNull(7),
        ExternalManaged = row.Flag(8),
        ExternalRef = row.TextOrNull(9),
        ExternalUrl = row.TextOrNull(10),
        SidebarSection = row.TextOrNull(11),
    };
}

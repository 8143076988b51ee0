using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>A direct conversation without the parts that differ from reader to reader.</summary>
internal sealed record ConversationRow(string Id, string RouteId, string WorkspaceId, string CreatedAt, long LastSeq);

internal static class ConversationStore
{
    private const string Columns = "c.id, c.route_id, c.workspace_id, c.created_at, c.last_seq";

    private const string FindVisibleSql =
        $"""
         SELECT {Columns} FROM conversations c
         JOIN conversation_members d ON d.conversation_id = c.id AND d.user_id = $2
         JOIN members m ON m.workspace_id = c.workspace_id AND m.user_id = $2
         WHERE c.id = $1
         """;

    private const string ListSql =
        $"""
         SELECT {Columns} FROM conversation_members d JOIN conversations c ON c.id = d.conversation_id
         WHERE d.user_id = $2 AND d.closed_at IS NULL AND c.workspace_id = $1 ORDER BY c.created_at, c.id
         """;

    private const string ByPairSql = $"SELECT {Columns} FROM conversations c WHERE c.workspace_id = $1 AND c.pair = $2";

    private const string ByRouteSql = "SELECT id FROM conversations WHERE route_id = $1";

    private const string WorkspaceOfSql = "SELECT workspace_id FROM conversations WHERE id = $1";

    private const string InsertSql =
        "INSERT INTO conversations (id, route_id, workspace_id, created_at, pair) VALUES ($1, $2, $3, $4, $5)";

    private const string AddMemberSql = "INSERT INTO conversation_members (conversation_id, user_id) VALUES ($1, $2)";

    private const string MemberIdsSql = "SELECT user_id FROM conversation_members WHERE conversation_id = $1";

    private const string CloseSql = "UPDATE conversation_members SET closed_at = $3 WHERE conversation_id = $1 AND user_id = $2";

    private const string OpenForAllSql =
        "UPDATE conversation_members SET closed_at = NULL WHERE conversation_id = $1 AND closed_at IS NOT NULL";

    private const string CanSendSql =
        """
        SELECT 1 FROM conversation_members d JOIN conversations c ON c.id = d.conversation_id
        JOIN members m ON m.workspace_id = c.workspace_id AND m.user_id = d.user_id
        WHERE d.conversation_id = $1 AND d.user_id <> $2
        """;

    private const string NextSeqSql = "UPDATE conversations SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq";

    private const string UnreadSql =
        """
        SELECT count(*) FROM messages WHERE place_id = $1 AND parent_id IS NULL AND seq > $3 AND author_id <> $2 AND kind = 'message'
        """;

    private static readonly string MembersSql =
        $"""
         SELECT {UserStore.Columns("u")} FROM conversation_members d JOIN users u ON u.id = d.user_id
         WHERE d.conversation_id = $1 ORDER BY u.display_name, u.id
         """;

    public static ConversationRow? FindVisible(Transaction db, string id, string userId) => db.One(FindVisibleSql, Read, id, userId);

    /// <summary>The user's conversations, oldest first, without those it has closed.</summary>
    public static List<ConversationRow> List(Transaction db, string workspaceId, string userId) => db.All(ListSql, Read, workspaceId, userId);

    public static ConversationRow? ByPair(Transaction db, string workspaceId, string pair) => db.One(ByPairSql, Read, workspaceId, pair);

    /// <summary>The conversation with this public address.</summary>
    public static string? ByRoute(Transaction db, string routeId) => db.Text(ByRouteSql, routeId);

    public static string? WorkspaceOf(Transaction db, string id) => db.Text(WorkspaceOfSql, id);

    /// <summary>A new conversation; <paramref name="pair"/> holds both ids of a 1:1 conversation and is null for a group.</summary>
    public static ConversationRow Create(Transaction db, string workspaceId, string? pair, IReadOnlyCollection<string> userIds)
    {
        var row = new ConversationRow(db.NewId("dm"), Ids.NewRouteId('D'), workspaceId, db.Now, 0);
        db.Execute(InsertSql, row.Id, row.RouteId, row.WorkspaceId, row.CreatedAt, pair);
        foreach (var user in userIds)
        {
            db.Execute(AddMemberSql, row.Id, user);
        }
        return row;
    }

    public static List<string> MemberIds(Transaction db, string id) => db.All(MemberIdsSql, static row => row.Text(0), id);

    public static void Close(Transaction db, string id, string userId) => db.Execute(CloseSql, id, userId, db.Now);

    public static void Open(Transaction db, string id, string userId) => db.Execute(CloseSql, id, userId, null);

    public static void OpenForAll(Transaction db, string id) => db.Execute(OpenForAllSql, id);

    /// <summary>False when everyone else has left the workspace or was deleted.</summary>
    public static bool CanSend(Transaction db, string id, string userId) => db.Exists(CanSendSql, id, userId);

    public static long NextSeq(Transaction db, string id) => db.Number(NextSeqSql, id);

    public static DirectConversation Describe(Transaction db, ConversationRow row, string userId)
    {
        var read = ReadMarkerStore.Find(db, row.Id, userId)?.LastReadSeq ?? 0;
        return new(
            row.Id,
            row.RouteId,
            row.WorkspaceId,
            row.CreatedAt,
            db.All(MembersSql, static user => UserStore.Read(user, 0), row.Id),
            row.LastSeq,
            read,
            db.Number(UnreadSql, row.Id, userId, read),
            CanSend(db, row.Id, userId));
    }

    private static ConversationRow Read(Row row) => new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Number(4));
}

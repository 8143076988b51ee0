using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

internal static class TopicStore
{
    private const string Columns = "t.id, t.workspace_id, t.channel_id, t.name, t.created_by, t.created_at";

    private const string FindSql = $"SELECT {Columns} FROM topics t WHERE t.id = $1";

    private const string ListSql = $"SELECT {Columns} FROM topics t WHERE t.workspace_id = $1 ORDER BY t.name, t.id";

    private const string InsertSql =
        "INSERT INTO topics (id, workspace_id, channel_id, name, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)";

    public static Topic? Find(Transaction db, string id) => db.One(FindSql, Read, id);

    /// <summary>The workspace's topics and those of its channels, by name.</summary>
    public static List<Topic> List(Transaction db, string workspaceId) => db.All(ListSql, Read, workspaceId);

    public static void Insert(Transaction db, Topic topic) =>
        db.Execute(InsertSql, topic.Id, topic.WorkspaceId, topic.ChannelId, topic.Name, topic.CreatedBy, topic.CreatedAt);

    private static Topic Read(Row row) => new(row.Text(0), row.Text(1), row.TextOrNull(2), row.Text(3), row.TextOrNull(4), row.Text(5));
}

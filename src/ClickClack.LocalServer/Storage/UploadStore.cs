using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>How much a user keeps in a workspace.</summary>
internal sealed record UploadUsage(long Count, long Bytes);

/// <summary>Uploads, and the messages that carry them.</summary>
internal static class UploadStore
{
    private const string Columns =
        """
        u.id, u.workspace_id, u.owner_id, u.filename, u.content_type, u.byte_size, u.width, u.height, u.duration_ms, u.created_at, u.nonce
        """;

    private const string FindSql = $"SELECT {Columns} FROM uploads u WHERE u.id = $1";

    private const string ByNonceSql = $"SELECT {Columns} FROM uploads u WHERE u.owner_id = $1 AND u.nonce = $2";

    private const string InsertSql =
        """
        INSERT INTO uploads (id, workspace_id, owner_id, filename, content_type, byte_size, width, height, duration_ms, created_at, nonce)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string UsageSql = "SELECT count(*), coalesce(sum(byte_size), 0) FROM uploads WHERE workspace_id = $1 AND owner_id = $2";

    private const string IdsSql = "SELECT id FROM uploads";

    private const string OfWorkspaceSql = "SELECT id FROM uploads WHERE workspace_id = $1";

    private const string IsAttachedSql = "SELECT 1 FROM attachments WHERE upload_id = $1";

    private const string IsIconSql = "SELECT 1 FROM workspaces WHERE id = $1 AND icon_url = $2";

    private const string CarriersSql = "SELECT message_id FROM attachments WHERE upload_id = $1";

    private const string IsInConversationSql =
        """
        SELECT 1 FROM attachments a JOIN messages m ON m.id = a.message_id
        WHERE a.upload_id = $1 AND a.message_id <> $2 AND m.place_id LIKE 'dm!_%' ESCAPE '!'
        """;

    private const string AttachSql = "INSERT OR IGNORE INTO attachments (message_id, upload_id) VALUES ($1, $2)";

    private const string DetachAllSql = "DELETE FROM attachments WHERE message_id = $1";

    private const string OfMessageSql = $"SELECT {Columns} FROM attachments a JOIN uploads u ON u.id = a.upload_id WHERE a.message_id = $1 ORDER BY a.id";

    public static Upload? Find(Transaction db, string id) => db.One(FindSql, Read, id);

    public static Upload? ByNonce(Transaction db, string ownerId, string nonce) => db.One(ByNonceSql, Read, ownerId, nonce);

    public static void Insert(Transaction db, Upload upload) => db.Execute(
        InsertSql,
        upload.Id,
        upload.WorkspaceId,
        upload.OwnerId,
        upload.Filename,
        upload.ContentType,
        upload.ByteSize,
        upload.Width,
        upload.Height,
        upload.DurationMs,
        upload.CreatedAt,
        upload.Nonce);

    public static UploadUsage Usage(Transaction db, string workspaceId, string ownerId) =>
        db.One(UsageSql, static row => new UploadUsage(row.Number(0), row.Number(1)), workspaceId, ownerId)!;

    public static HashSet<string> Ids(Transaction db) => [.. db.All(IdsSql, static row => row.Text(0))];

    public static List<string> OfWorkspace(Transaction db, string workspaceId) => db.All(OfWorkspaceSql, static row => row.Text(0), workspaceId);

    /// <summary>
    /// Seen by whoever sees a message that carries it, and by its owner alone as long as none does. The icon of a workspace is seen by all
    /// its members.
    /// </summary>
    public static bool IsVisible(Transaction db, Upload upload, string userId, Func<Message, bool> mayRead) =>
        db.Exists(IsIconSql, upload.WorkspaceId, "/api/uploads/" + upload.Id)
        || (db.Exists(IsAttachedSql, upload.Id)
            ? db.All(CarriersSql, static row => row.Text(0), upload.Id)
                .Exists(id => MessageStore.FindVisible(db, id, userId) is { } message && mayRead(message))
            : upload.OwnerId == userId);

    /// <summary>Whether a message of a direct conversation carries it, other than <paramref name="exceptMessageId"/>.</summary>
    public static bool IsInConversation(Transaction db, string id, string exceptMessageId = "") => db.Exists(IsInConversationSql, id, exceptMessageId);

    /// <summary>False when the message carries it already.</summary>
    public static bool Attach(Transaction db, string messageId, string id) => db.Execute(AttachSql, messageId, id) > 0;

    public static void DetachAll(Transaction db, string messageId) => db.Execute(DetachAllSql, messageId);

    /// <summary>What the message carries, in the order in which it was attached. The nonce is between the owner and the server.</summary>
    public static List<Upload> OfMessage(Transaction db, string messageId) =>
        db.All(OfMessageSql, static row => Read(row) with { Nonce = null }, messageId);

    private static Upload Read(Row row) => new()
    {
        Id = row.Text(0),
        WorkspaceId = row.Text(1),
        OwnerId = row.Text(2),
        Filename = row.Text(3),
        ContentType = row.Text(4),
        ByteSize = row.Number(5),
        Width = row.Number(6),
        Height = row.Number(7),
        DurationMs = row.Number(8),
        CreatedAt = row.Text(9),
        Nonce = row.TextOrNull(10),
    };
}

using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>The roots of a channel or direct conversation; with a topic only those filed under it.</summary>
internal readonly record struct Roots(string PlaceId, string? TopicId);

/// <summary>A window of roots and whether there is more on either side.</summary>
internal sealed record Window(List<Message> Messages, bool HasOlder, bool HasNewer);

/// <summary>Messages: roots in channels and direct conversations, and replies in their threads.</summary>
internal static class MessageStore
{
    private const string InsertSql =
        """
        INSERT INTO messages (id, workspace_id, place_id, author_id, root_id, parent_id, seq, kind, turn_id, nonce, body, quoted_id,
            quoted_body, quoted_author_id, created_at, topic_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        """;

    private const string EditSql = "UPDATE messages SET body = $2, edited_at = $3 WHERE id = $1";

    private const string DeleteSql = "UPDATE messages SET body = '', deleted_at = $2 WHERE id = $1";

    private const string SetRouteSql = "UPDATE messages SET route_id = $2 WHERE id = $1 AND route_id IS NULL";

    private const string IsRootOf = "m.place_id = $1 AND m.parent_id IS NULL AND ($2 IS NULL OR m.topic_id = $2)";

    private const string AnyOlderSql = $"SELECT 1 FROM messages m WHERE {IsRootOf} AND m.seq < $3 LIMIT 1";

    private const string AnyNewerSql = $"SELECT 1 FROM messages m WHERE {IsRootOf} AND m.seq > $3 LIMIT 1";

    private const string ByRouteSql = "SELECT id FROM messages WHERE route_id = $1";

    private const string CountBySql = "SELECT count(*) FROM messages WHERE workspace_id = $1 AND author_id = $2 AND created_at > $3";

    // A message is visible to the members of its workspace, and one of a direct conversation to the members of both.
    private const string IsVisible =
        """
        EXISTS (SELECT 1 FROM members w WHERE w.workspace_id = m.workspace_id AND w.user_id = $2)
        AND (m.place_id NOT LIKE 'dm!_%' ESCAPE '!'
             OR EXISTS (SELECT 1 FROM conversation_members d WHERE d.conversation_id = m.place_id AND d.user_id = $2))
        """;

    private static readonly string Select =
        $"""
         SELECT m.id, m.route_id, m.workspace_id, m.place_id, m.author_id, m.root_id, m.parent_id, m.seq, m.kind, m.turn_id, m.nonce, m.body,
             m.quoted_id, m.quoted_body, m.quoted_author_id, m.created_at, m.edited_at, m.deleted_at, m.topic_id,
             {UserStore.Columns("a")}, {UserStore.Columns("q")}
         FROM messages m JOIN users a ON a.id = m.author_id LEFT JOIN users q ON q.id = m.quoted_author_id
         """;

    private static readonly string FindSql = $"{Select} WHERE m.id = $1";
    private static readonly string FindVisibleSql = $"{Select} WHERE m.id = $1 AND {IsVisible}";
    private static readonly string ByNonceSql = $"{Select} WHERE m.author_id = $1 AND m.nonce = $2";
    private static readonly string AfterSql = $"{Select} WHERE {IsRootOf} AND m.seq > $3 ORDER BY m.seq LIMIT $4";
    private static readonly string BeforeSql = $"{Select} WHERE {IsRootOf} AND m.seq < $3 ORDER BY m.seq DESC LIMIT $4";
    private static readonly string FirstRepliesSql = $"{Select} WHERE m.parent_id = $1 ORDER BY m.seq LIMIT $2";
    private static readonly string LastRepliesSql = $"{Select} WHERE m.parent_id = $1 ORDER BY m.seq DESC LIMIT $2";

    public static Message? Find(Transaction db, string id) => db.One(FindSql, Read, id);

    public static Message? FindVisible(Transaction db, string id, string userId) => db.One(FindVisibleSql, Read, id, userId);

    public static Message? ByNonce(Transaction db, string authorId, string nonce) => db.One(ByNonceSql, Read, authorId, nonce);

    /// <summary>How many messages the author has written since then.</summary>
    public static long CountBy(Transaction db, string workspaceId, string authorId, string since) =>
        db.Number(CountBySql, workspaceId, authorId, since);

    public static void Insert(Transaction db, Message message) => db.Execute(
        InsertSql,
        message.Id,
        message.WorkspaceId,
        message.ChannelId ?? message.DirectConversationId,
        message.AuthorId,
        message.ThreadRootId,
        message.ParentMessageId,
        message.ChannelSeq ?? message.ThreadSeq,
        message.Kind,
        message.TurnId,
        message.Nonce,
        message.Body,
        message.QuotedMessageId,
        message.QuotedBodySnapshot,
        message.QuotedAuthorId,
        message.CreatedAt,
        message.TopicId);

    public static void Edit(Transaction db, string id, string body) => db.Execute(EditSql, id, body, db.Now);

    public static void Delete(Transaction db, string id) => db.Execute(DeleteSql, id, db.Now);

    /// <summary>Gives a root its public address, once.</summary>
    public static void EnsureRoute(Transaction db, Message root)
    {
        if (root.RouteId is null)
        {
            db.Execute(SetRouteSql, root.Id, Ids.NewRouteId('M'));
        }
    }

    /// <summary>The message with this public address.</summary>
    public static string? ByRoute(Transaction db, string routeId) => db.Text(ByRouteSql, routeId);

    /// <summary>The roots above <paramref name="seq"/>, oldest first.</summary>
    public static Window After(Transaction db, Roots roots, long seq, int limit) => Around(db, roots, Above(db, roots, seq, limit));

    /// <summary>The newest roots below <paramref name="seq"/>, oldest first.</summary>
    public static Window Before(Transaction db, Roots roots, long seq, int limit) => Around(db, roots, Below(db, roots, seq, limit));

    /// <summary>A window with <paramref name="seq"/> in the middle; what one side cannot fill, the other may.</summary>
    public static Window Centred(Transaction db, Roots roots, long seq, int limit)
    {
        var older = Below(db, roots, seq == long.MaxValue ? seq : seq + 1, limit);
        var newer = Above(db, roots, seq, limit);
        var take = Math.Min(newer.Count, Math.Max(limit / 2, limit - older.Count));
        return Around(db, roots, [.. older.TakeLast(limit - take), .. newer.Take(take)]);
    }

    /// <summary>Replies, oldest first: the earliest ones, or with <paramref name="latest"/> the last ones.</summary>
    public static List<Message> Replies(Transaction db, string rootId, int limit, bool latest)
    {
        var replies = db.All(latest ? LastRepliesSql : FirstRepliesSql, Read, rootId, limit);
        if (latest)
        {
            replies.Reverse();
        }
        return replies;
    }

    /// <summary>The message as reads show it to this user: with attachments and reactions, and in pages with the state of its thread.</summary>
    public static Message Hydrate(Transaction db, Message message, string userId, bool withThread = false)
    {
        var attachments = UploadStore.OfMessage(db, message.Id);
        var reactions = ReactionStore.Summaries(db, message.Id, userId);
        return message with
        {
            Attachments = attachments.Count > 0 ? attachments : null,
            Reactions = reactions.Count > 0 ? reactions : null,
            ThreadState = withThread ? ThreadStore.Find(db, message.Id) : null,
        };
    }

    private static List<Message> Above(Transaction db, Roots roots, long seq, int limit) =>
        db.All(AfterSql, Read, roots.PlaceId, roots.TopicId, seq, limit);

    private static List<Message> Below(Transaction db, Roots roots, long seq, int limit)
    {
        var messages = db.All(BeforeSql, Read, roots.PlaceId, roots.TopicId, seq, limit);
        messages.Reverse();
        return messages;
    }

    // An empty window says that there is nothing on either side, even where there is.
    private static Window Around(Transaction db, Roots roots, List<Message> messages) => messages.Count == 0
        ? new(messages, false, false)
        : new(
            messages,
            db.Exists(AnyOlderSql, roots.PlaceId, roots.TopicId, messages[0].ChannelSeq),
            db.Exists(AnyNewerSql, roots.PlaceId, roots.TopicId, messages[^1].ChannelSeq));

    private static Message Read(Row row)
    {
        var place = row.Text(3);
        var isDirect = place.StartsWith("dm_", StringComparison.Ordinal);
        var isReply = row.TextOrNull(6) is not null;
        return new()
        {
            Id = row.Text(0),
            RouteId = row.TextOrNull(1),
            WorkspaceId = row.Text(2),
            ChannelId = isDirect ? null : place,
            DirectConversationId = isDirect ? place : null,
            AuthorId = row.Text(4),
            ThreadRootId = row.Text(5),
            ParentMessageId = row.TextOrNull(6),
            ChannelSeq = isReply ? null : row.Number(7),
            ThreadSeq = isReply ? row.Number(7) : null,
            Kind = row.Text(8),
            TurnId = row.TextOrNull(9),
            Nonce = row.TextOrNull(10),
            Body = row.Text(11),
            QuotedMessageId = row.TextOrNull(12),
            QuotedBodySnapshot = row.TextOrNull(13),
            QuotedAuthorId = row.TextOrNull(14),
            CreatedAt = row.Text(15),
            EditedAt = row.TextOrNull(16),
            DeletedAt = row.TextOrNull(17),
            TopicId = row.TextOrNull(18),
            Author = UserStore.Read(row, 19),
            QuotedAuthor = row.TextOrNull(19 + UserStore.ColumnCount) is null ? null : UserStore.Read(row, 19 + UserStore.ColumnCount),
        };
    }
}

using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>The counters of a root message's thread.</summary>
internal static class ThreadStore
{
    private const int RememberedAuthors = 3;

    private const string FindSql = "SELECT last_seq, last_reply_at, last_authors FROM threads WHERE root_id = $1";

    private const string SetSql =
        """
        INSERT INTO threads (root_id, last_seq, last_reply_at, last_authors) VALUES ($1, $2, $3, $4)
        ON CONFLICT (root_id) DO UPDATE
        SET last_seq = excluded.last_seq, last_reply_at = excluded.last_reply_at, last_authors = excluded.last_authors
        """;

    public static ThreadSummary Find(Transaction db, string rootId) =>
        db.One(FindSql, row => new ThreadSummary(rootId, row.Number(0), row.Text(1), row.Words(2)), rootId) ?? new(rootId, 0, null, []);

    /// <summary>Counts a new reply; the count is also its sequence number, because replies never leave a thread.</summary>
    public static ThreadSummary CountReply(Transaction db, string rootId, string authorId)
    {
        var before = Find(db, rootId);
        var after = new ThreadSummary(
            rootId,
            before.ReplyCount + 1,
            db.Now,
            [.. before.LastReplyAuthorIds.Where(author => author != authorId).Prepend(authorId).Take(RememberedAuthors)]);
        db.Execute(SetSql, rootId, after.ReplyCount, after.LastReplyAt, string.Join(' ', after.LastReplyAuthorIds));
        return after;
    }
}

using ClickClack.Local.Rules;

namespace ClickClack.Local.Storage;

/// <summary>A message that was found, and how well it matches: the smaller the better.</summary>
internal sealed record Match(string MessageId, long Row, double Rank);

/// <summary>The full-text index. Triggers keep it up to date with what messages say.</summary>
internal static class SearchStore
{
    private const string SnippetSql = "SELECT snippet(search, 1, $3, $4, '…', 32) FROM search WHERE search MATCH $1 AND rowid = $2";

    private const string From =
        """
        FROM search JOIN searchable s ON s.id = search.rowid JOIN messages m ON m.id = s.message_id
        WHERE search MATCH $1 AND m.workspace_id = $2 AND m.deleted_at IS NULL
        AND CASE WHEN $3 = '' THEN m.place_id NOT LIKE 'dm!_%' ESCAPE '!' ELSE m.place_id = $3 END
        """;

    private const string BestSql =
        $"""
         SELECT m.id, search.rowid, bm25(search) {From}
         AND ($4 IS NULL OR bm25(search) > $4 OR (bm25(search) = $4 AND m.id < $5))
         ORDER BY bm25(search), m.id DESC LIMIT $6
         """;

    private const string NewestSql = $"SELECT m.id, search.rowid, 0.0 {From} AND ($4 IS NULL OR m.id < $5) ORDER BY m.id DESC LIMIT $6";

    /// <summary>The next matches after a position; those in channels unless one place is named.</summary>
    public static List<Match> Find(Transaction db, SearchQuery query, string placeId, SearchCursor? after, int limit) => db.All(
        query.Sort == SearchQuery.Newest ? NewestSql : BestSql,
        static row => new Match(row.Text(0), row.Number(1), row.Real(2)),
        query.Expression,
        query.WorkspaceId,
        placeId,
        after?.Rank,
        after?.MessageId,
        limit);

    /// <summary>The part of the message around its matches, which stand between the marks.</summary>
    public static string Snippet(Transaction db, string expression, Match match, string before, string after) =>
        db.Text(SnippetSql, expression, match.Row, before, after)!;
}

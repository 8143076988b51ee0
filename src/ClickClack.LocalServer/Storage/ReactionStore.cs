using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

internal static class ReactionStore
{
    private const string AddSql = "INSERT OR IGNORE INTO reactions (message_id, emoji, user_id) VALUES ($1, $2, $3)";

    private const string RemoveSql = "DELETE FROM reactions WHERE message_id = $1 AND emoji = $2 AND user_id = $3";

    private const string CountSql = "SELECT count(*) FROM reactions WHERE message_id = $1 AND emoji = $2";

    private const string SummariesSql =
        """
        SELECT emoji, count(*), max(user_id = $2) FROM reactions WHERE message_id = $1 GROUP BY emoji ORDER BY count(*) DESC, emoji
        """;

    /// <summary>False when it was there already.</summary>
    public static bool Add(Transaction db, string messageId, string emoji, string userId) => db.Execute(AddSql, messageId, emoji, userId) > 0;

    /// <summary>False when it was not there.</summary>
    public static bool Remove(Transaction db, string messageId, string emoji, string userId) =>
        db.Execute(RemoveSql, messageId, emoji, userId) > 0;

    public static long Count(Transaction db, string messageId, string emoji) => db.Number(CountSql, messageId, emoji);

    public static List<ReactionSummary> Summaries(Transaction db, string messageId, string userId) =>
        db.All(SummariesSql, static row => new ReactionSummary(row.Text(0), row.Number(1), row.Flag(2)), messageId, userId);
}

using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>How far each user has read in a channel or direct conversation.</summary>
internal static class ReadMarkerStore
{
    private const string FindSql = "SELECT seq, read_at FROM read_markers WHERE place_id = $1 AND user_id = $2";

    private const string SetSql =
        """
        INSERT INTO read_markers (place_id, user_id, seq, read_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (place_id, user_id) DO UPDATE SET seq = excluded.seq, read_at = excluded.read_at
        """;

    public static ReadReceipt? Find(Transaction db, string placeId, string userId) =>
        db.One(FindSql, row => new ReadReceipt(placeId, userId, row.Number(0), row.Text(1)), placeId, userId);

    public static void Set(Transaction db, ReadReceipt receipt) =>
        db.Execute(SetSql, receipt.ScopeId, receipt.UserId, receipt.LastReadSeq, receipt.LastReadAt);
}

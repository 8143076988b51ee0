using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>Messages that a channel keeps at hand.</summary>
internal static class PinStore
{
    private const string CountSql = "SELECT count(*) FROM pins WHERE channel_id = $1";

    private const string NewestSql = "SELECT message_id FROM pins WHERE channel_id = $1 ORDER BY id DESC LIMIT $2";

    private const string IsPinnedSql = "SELECT 1 FROM pins WHERE message_id = $1";

    private const string AddSql = "INSERT INTO pins (id, channel_id, message_id, pinned_by, created_at) VALUES ($1, $2, $3, $4, $5)";

    private const string RemoveSql = "DELETE FROM pins WHERE message_id = $1";

    public static long Count(Transaction db, string channelId) => db.Number(CountSql, channelId);

    /// <summary>The pinned messages, newest pin first.</summary>
    public static List<string> Newest(Transaction db, string channelId, int limit) =>
        db.All(NewestSql, static row => row.Text(0), channelId, limit);

    public static bool IsPinned(Transaction db, string messageId) => db.Exists(IsPinnedSql, messageId);

    public static void Add(Transaction db, PinnedMessage pin) =>
        db.Execute(AddSql, pin.Id, pin.ChannelId, pin.MessageId, pin.PinnedBy, pin.CreatedAt);

    /// <summary>False when it was not pinned.</summary>
    public static bool Remove(Transaction db, string messageId) => db.Execute(RemoveSql, messageId) > 0;
}

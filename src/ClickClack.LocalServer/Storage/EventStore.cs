using ClickClack.Local.Realtime;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>What happened, as an endpoint says it; the log adds id, cursor and time.</summary>
internal sealed record NewEvent(string Type, string WorkspaceId, RawJson Payload)
{
    public string? ChannelId { get; init; }
    public long? Seq { get; init; }
    public IReadOnlyList<string>? Mentions { get; init; }

    /// <summary>Seen by the members of this direct conversation only.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Seen by these users only.</summary>
    public IReadOnlyList<string>? Recipients { get; init; }

    /// <summary>Whether programs that subscribed to events are told.</summary>
    public bool IsForSubscribers { get; init; } = true;
}

/// <summary>An event of the log and whether the reader may see it.</summary>
internal sealed record LoggedEvent(Event Event, bool Visible);

/// <summary>The durable event log.</summary>
internal static class EventStore
{
    private const string Columns = "cursor, id, workspace_id, type, channel_id, seq, created_at, payload, mentions";

    private const string IsVisible =
        """
        (recipients IS NULL OR instr(recipients, $3) > 0)
        AND (conversation_id IS NULL
             OR EXISTS (SELECT 1 FROM conversation_members m WHERE m.conversation_id = events.conversation_id AND m.user_id = $3))
        AND (channel_id IS NULL
             OR NOT EXISTS (SELECT 1 FROM members g WHERE g.workspace_id = events.workspace_id AND g.user_id = $3 AND g.role = 'guest')
             OR EXISTS (SELECT 1 FROM channels c WHERE c.id = events.channel_id AND c.name = 'guest'))
        """;

    private const string NewestSql = "SELECT max(cursor) FROM events";

    private const string InsertSql =
        """
        INSERT INTO events (cursor, id, workspace_id, type, channel_id, seq, created_at, payload, mentions, conversation_id, recipients)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string TailSql = $"SELECT cursor FROM events WHERE workspace_id = $1 AND cursor > $2 AND {IsVisible} ORDER BY cursor DESC LIMIT 1";

    private const string KnownSql = "SELECT 1 FROM events WHERE cursor = $1 AND workspace_id = $2";

    private const string VisiblePageSql =
        $"SELECT {Columns}, 1 FROM events WHERE workspace_id = $1 AND cursor > $2 AND {IsVisible} ORDER BY cursor LIMIT $4";

    private const string ReplayPageSql =
        $"SELECT {Columns}, {IsVisible} FROM events WHERE workspace_id = $1 AND cursor > $2 AND cursor <= $5 ORDER BY cursor LIMIT $4";

    private const string PruneSql =
        """
        DELETE FROM events WHERE workspace_id = $1 AND ($2 IS NULL OR julianday(created_at) < julianday($2))
        AND cursor < CASE WHEN $3 = 0 THEN 'cur~'
            ELSE coalesce((SELECT cursor FROM events WHERE workspace_id = $1 ORDER BY cursor DESC LIMIT 1 OFFSET $3 - 1), '') END
        """;

    /// <summary>Writes the event in the transaction of its cause and has it published after the commit.</summary>
    public static Event Append(Transaction db, NewEvent what)
    {
        var logged = new Event
        {
            Id = db.NewId("evt"),
            Cursor = db.NewId("cur"),
            Type = what.Type,
            WorkspaceId = what.WorkspaceId,
            ChannelId = what.ChannelId,
            Seq = what.Seq,
            CreatedAt = db.Now,
            Payload = what.Payload,
            MentionedUserIds = what.Mentions is { Count: > 0 } ? what.Mentions : null,
        };
        db.Execute(
            InsertSql,
            logged.Cursor,
            logged.Id,
            logged.WorkspaceId,
            logged.Type,
            logged.ChannelId,
            logged.Seq,
            logged.CreatedAt,
            what.Payload.Text,
            logged.MentionedUserIds is { } mentions ? string.Join(' ', mentions) : null,
            what.ConversationId,
            what.Recipients is { } recipients ? string.Join(' ', recipients) : null);
        var audience = what.ConversationId is { } conversation ? ConversationStore.MemberIds(db, conversation) : what.Recipients;
        db.Publish(new(logged, audience)
        {
            IsForSubscribers = what.IsForSubscribers,
            Except = what.ChannelId is { } channel ? MemberStore.GuestsOutside(db, what.WorkspaceId, channel) : [],
        });
        return logged;
    }

    /// <summary>The newest cursor of all workspaces; null for an empty log.</summary>
    public static string? Newest(Transaction db) => db.Text(NewestSql);

    /// <summary>The newest cursor that the user may see; empty when there is none.</summary>
    public static string Tail(Transaction db, string workspaceId, string userId) => db.Text(TailSql, workspaceId, "", userId) ?? "";

    public static bool IsKnown(Transaction db, string workspaceId, string cursor) => db.Exists(KnownSql, cursor, workspaceId);

    public static List<Event> Page(Transaction db, string workspaceId, string userId, string afterCursor, int limit) =>
        db.All(VisiblePageSql, static row => Read(row).Event, workspaceId, afterCursor, userId, limit);

    /// <summary>A page of everything up to <paramref name="tail"/>, with what the user may not see marked as such.</summary>
    public static List<LoggedEvent> ReplayPage(Transaction db, string workspaceId, string userId, string afterCursor, string tail, int limit) =>
        db.All(ReplayPageSql, Read, workspaceId, afterCursor, userId, limit, tail);

    /// <summary>Removes the events before a time, or all, except the newest <paramref name="keepLatest"/>; returns how many are gone.</summary>
    public static int Prune(Transaction db, string workspaceId, string? before, int keepLatest) =>
        db.Execute(PruneSql, workspaceId, before, keepLatest);

    private static LoggedEvent Read(Row row) => new(
        new()
        {
            Cursor = row.Text(0),
            Id = row.Text(1),
            Type = row.Text(3),
            WorkspaceId = row.Text(2),
            ChannelId = row.TextOrNull(4),
            Seq = row.NumberOrNull(5),
            CreatedAt = row.Text(6),
            Payload = new(row.Text(7)),
            MentionedUserIds = row.TextOrNull(8)?.Split(' '),
        },
        row.Flag(9));
}

using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>Programs on the web that are told of events, and what became of telling them.</summary>
internal static class EventSubscriptionStore
{
    private const string Columns = "id, workspace_id, event_types, callback_url, created_by, created_at, revoked_at, signing_secret";

    private const string FindSql = $"SELECT {Columns} FROM event_subscriptions WHERE id = $1";

    private const string ActiveSql = $"SELECT {Columns} FROM event_subscriptions WHERE workspace_id = $1 AND revoked_at IS NULL ORDER BY id";

    private const string InsertSql =
        """
        INSERT INTO event_subscriptions (id, workspace_id, event_types, callback_url, created_by, created_at, signing_secret)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string RevokeSql = "UPDATE event_subscriptions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";

    private const string SetSecretSql = "UPDATE event_subscriptions SET signing_secret = $2 WHERE id = $1";

    private const string AddDeliverySql =
        """
        INSERT INTO event_deliveries
            (id, subscription_id, event_id, workspace_id, event_type, request, response_status, response_body, error, created_at, completed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string DeliveriesSql =
        """
        SELECT id, subscription_id, event_id, workspace_id, event_type, request, response_status, response_body, error, created_at, completed_at
        FROM event_deliveries WHERE subscription_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
        """;

    private const string IsDeliverySql = "SELECT 1 FROM event_deliveries WHERE id = $1 AND subscription_id = $2";

    // Behind every id.
    private const string End = "eda_~";

    /// <summary>The subscription with its secret.</summary>
    public static EventSubscription? Find(Transaction db, string id) => db.One(FindSql, Read, id);

    /// <summary>The subscriptions that are not revoked, oldest first, with their secrets.</summary>
    public static List<EventSubscription> Active(Transaction db, string workspaceId) => db.All(ActiveSql, Read, workspaceId);

    public static void Insert(Transaction db, EventSubscription subscription) => db.Execute(
        InsertSql,
        subscription.Id,
        subscription.WorkspaceId,
        string.Join(' ', subscription.EventTypes),
        subscription.CallbackUrl,
        subscription.CreatedBy,
        subscription.CreatedAt,
        subscription.SigningSecret);

    public static void Revoke(Transaction db, string id) => db.Execute(RevokeSql, id, db.Now);

    public static void SetSecret(Transaction db, string id, string secret) => db.Execute(SetSecretSql, id, secret);

    public static void AddDelivery(Transaction db, EventDelivery delivery) => db.Execute(
        AddDeliverySql,
        delivery.Id,
        delivery.SubscriptionId,
        delivery.EventId,
        delivery.WorkspaceId,
        delivery.EventType,
        delivery.RequestJson,
        delivery.ResponseStatus,
        delivery.ResponseBody,
        delivery.Error,
        delivery.CreatedAt,
        delivery.CompletedAt);

    /// <summary>Deliveries, newest first; with <paramref name="before"/> those older than that one.</summary>
    public static List<EventDelivery> Deliveries(Transaction db, string subscriptionId, string? before, int limit) =>
        db.All(DeliveriesSql, ReadDelivery, subscriptionId, before ?? End, limit);

    public static bool IsDelivery(Transaction db, string id, string subscriptionId) => db.Exists(IsDeliverySql, id, subscriptionId);

    private static EventSubscription Read(Row row) => new()
    {
        Id = row.Text(0),
        WorkspaceId = row.Text(1),
        EventTypes = row.Words(2),
        CallbackUrl = row.Text(3),
        CreatedBy = row.Text(4),
        CreatedAt = row.Text(5),
        RevokedAt = row.TextOrNull(6),
        SigningSecret = row.Text(7),
    };

    private static EventDelivery ReadDelivery(Row row) => new(
        row.Text(0),
        row.Text(1),
        row.Text(2),
        row.Text(3),
        row.Text(4),
        row.Text(5),
        row.Number(6),
        row.TextOrNull(7),
        row.TextOrNull(8),
        row.Text(9),
        row.Text(10));
}

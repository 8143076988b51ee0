using System.Globalization;
using System.Text.Json.Serialization;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class EventSubscriptionRequest
{
    public List<string?>? EventTypes { get; set; }
    public string? CallbackUrl { get; set; }
    public string? AppInstallationId { get; set; }
}

internal sealed record EventSubscriptionAnswer(EventSubscription EventSubscription);

internal sealed record EventSubscriptionsAnswer(IReadOnlyList<EventSubscription> EventSubscriptions);

internal sealed record EventDeliveriesAnswer(
    IReadOnlyList<EventDelivery> Deliveries, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor);

/// <summary>Programs on the web that are told of a workspace's events.</summary>
internal static class EventSubscriptions
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    public static void Map(Router routes)
    {
        routes.Get("/api/workspaces/{workspace}/event-subscriptions", List);
        routes.Post("/api/workspaces/{workspace}/event-subscriptions", Create);
        routes.Post("/api/event-subscriptions/{subscription}/revoke", Revoke);
        routes.Post("/api/event-subscriptions/{subscription}/rotate-secret", RotateSecret);
        routes.Get("/api/event-subscriptions/{subscription}/deliveries", ListDeliveries);
    }

    private static Answer List(Call call)
    {
        call.HumansOnly("manage event subscriptions");
        call.RoleIn(call.Value(0));
        var subscriptions = EventSubscriptionStore.Active(call.Db, call.Value(0)).Select(subscription => subscription with { SigningSecret = null });
        return Answer.Json(200, new([.. subscriptions]), WireJson.Default.EventSubscriptionsAnswer);
    }

    private static Answer Create(Call call)
    {
        call.HumansOnly("create event subscriptions");
        var workspace = call.Value(0);
        var request = call.Body(WireJson.Default.EventSubscriptionRequest);
        var types = Types(request.EventTypes ?? []);
        var url = CallbackUrls.Check(request.CallbackUrl);
        call.RoleIn(workspace);
        BotAccounts.RequireWorkspaceManager(call.Db, call.User, workspace);
        // There are no app installations here, so every one is unknown.
        if (Names.Optional(request.AppInstallationId) is not null)
        {
            throw Refusal.BadRequest(Refusal.NoRows);
        }
        var subscription = new EventSubscription
        {
            Id = call.Db.NewId("sub"),
            WorkspaceId = workspace,
            EventTypes = types,
            CallbackUrl = url,
            SigningSecret = Ids.NewSecret("ccs"),
            CreatedBy = call.User.Id,
            CreatedAt = call.Db.Now,
        };
        EventSubscriptionStore.Insert(call.Db, subscription);
        return Answer.Json(201, new(subscription), WireJson.Default.EventSubscriptionAnswer);
    }

    private static Answer Revoke(Call call)
    {
        call.HumansOnly("revoke event subscriptions");
        var subscription = Managed(call);
        EventSubscriptionStore.Revoke(call.Db, subscription.Id);
        return Answer.Json(
            200,
            new(EventSubscriptionStore.Find(call.Db, subscription.Id)! with { SigningSecret = null }),
            WireJson.Default.EventSubscriptionAnswer);
    }

    private static Answer RotateSecret(Call call)
    {
        call.HumansOnly("rotate event subscription secrets");
        var subscription = Managed(call);
        if (subscription.RevokedAt is not null)
        {
            throw Refusal.BadRequest("cannot rotate a revoked event subscription");
        }
        var secret = Ids.NewSecret("ccs");
        EventSubscriptionStore.SetSecret(call.Db, subscription.Id, secret);
        return Answer.Json(200, new(subscription with { SigningSecret = secret }), WireJson.Default.EventSubscriptionAnswer);
    }

    private static Answer ListDeliveries(Call call)
    {
        call.HumansOnly("list event delivery attempts");
        var subscription = EventSubscriptionStore.Find(call.Db, call.Value(0)) ?? throw Refusal.BadRequest(Refusal.NoRows);
        call.RoleIn(subscription.WorkspaceId);
        var asked = int.TryParse(call.Query("limit"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var limit = asked > 0 ? Math.Min(asked, MaxLimit) : DefaultLimit;
        var before = Names.Optional(call.Query("before"));
        if (before is not null && !EventSubscriptionStore.IsDelivery(call.Db, before, subscription.Id))
        {
            throw Refusal.BadRequest("invalid or stale event delivery cursor");
        }
        var deliveries = EventSubscriptionStore.Deliveries(call.Db, subscription.Id, before, limit + 1);
        var more = deliveries.Count > limit;
        if (more)
        {
            deliveries.RemoveAt(limit);
        }
        return Answer.Json(200, new(deliveries, more ? deliveries[^1].Id : null), WireJson.Default.EventDeliveriesAnswer);
    }

    private static EventSubscription Managed(Call call)
    {
        var subscription = EventSubscriptionStore.Find(call.Db, call.Value(0)) ?? throw Refusal.BadRequest(Refusal.NoRows);
        BotAccounts.RequireWorkspaceManager(call.Db, call.User, subscription.WorkspaceId);
        return subscription;
    }

    private static List<string> Types(IEnumerable<string?> requested)
    {
        var types = requested.Select(Names.Optional).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (types.Find(type => type != "*" && !EventLog.IsDurable(type)) is { } unknown)
        {
            throw Refusal.BadRequest($"unknown event type \"{unknown}\"");
        }
        return types.Count > 0 ? types : throw Refusal.BadRequest("event_types is required");
    }
}

using System.Text;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Callbacks;

internal sealed record DeliveryBody(Event Event, string SubscriptionId);

/// <summary>
/// Tells subscribers of events, as the real server does it: within the request that caused them, after the open sockets, one subscriber
/// after the other, each once.
/// </summary>
internal sealed class EventDeliveries(Database database, CallbackClient callbacks)
{
    /// <summary>Does the work, and has told everyone who subscribed to what it caused when this completes.</summary>
    /// <param name="work">Runs on the database's queue.</param>
    /// <param name="cancellationToken">Ends the telling, not the work.</param>
    public async Task<T> RunAsync<T>(Func<Transaction, T> work, CancellationToken cancellationToken = default)
    {
        var (result, due) = await database.RunAsync(db => (work(db), Due(db)));
        foreach (var (subscription, what) in due)
        {
            await DeliverAsync(subscription, what, cancellationToken);
        }
        return result;
    }

    public Task RunAsync(Action<Transaction> work, CancellationToken cancellationToken = default) => RunAsync(
        db =>
        {
            work(db);
            return true;
        },
        cancellationToken);

    // In the order of the events, and for each in the order of the subscriptions. What only some may see is never told.
    private static List<(EventSubscription Subscription, Event Event)> Due(Transaction db)
    {
        var due = new List<(EventSubscription, Event)>();
        foreach (var publication in db.Published)
        {
            if (publication is { Audience: null, IsForSubscribers: true, Event: { Cursor.Length: > 0 } what })
            {
                due.AddRange(EventSubscriptionStore.Active(db, what.WorkspaceId)
                    .Where(subscription => subscription.EventTypes.Contains("*") || subscription.EventTypes.Contains(what.Type))
                    .Select(subscription => (subscription, what)));
            }
        }
        return due;
    }

    private async Task DeliverAsync(EventSubscription subscription, Event what, CancellationToken cancellationToken)
    {
        var body = Json.Bytes(new(what, subscription.Id), WireJson.Default.DeliveryBody);
        var outcome = await callbacks.PostAsync(
            subscription.CallbackUrl, subscription.SigningSecret!, body, what.Id, "event subscription callback failed", cancellationToken);
        await database.RunAsync(db => EventSubscriptionStore.AddDelivery(db, new(
            db.NewId("eda"),
            subscription.Id,
            what.Id,
            what.WorkspaceId,
            what.Type,
            Encoding.UTF8.GetString(body),
            outcome.Status,
            outcome.Body.Length > 0 ? outcome.Body : null,
            outcome.Error,
            db.Now,
            db.Now)));
    }
}

using ClickClack.Local.Auth;

namespace ClickClack.Local.Realtime;

/// <summary>Hands committed events to the open sockets of their workspace, in the order of the commits.</summary>
internal sealed class Hub
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Subscription>> workspaces = new(StringComparer.Ordinal);
    private readonly List<(Func<bool> Reached, TaskCompletionSource Signal)> waiting = [];
    private readonly HashSet<Subscription> live = [];

    public Subscription Subscribe(Caller caller, string workspaceId)
    {
        var subscription = new Subscription(caller, workspaceId);
        lock (gate)
        {
            if (!workspaces.TryGetValue(workspaceId, out var subscriptions))
            {
                workspaces.Add(workspaceId, subscriptions = []);
            }
            subscriptions.Add(subscription);
        }
        return subscription;
    }

    public void Unsubscribe(Subscription subscription)
    {
        lock (gate)
        {
            Remove(subscription);
            live.Remove(subscription);
        }
    }

    public void Publish(Publication publication)
    {
        lock (gate)
        {
            if (!workspaces.TryGetValue(publication.Event.WorkspaceId, out var subscriptions))
            {
                return;
            }
            for (var i = subscriptions.Count - 1; i >= 0; i--)
            {
                if (!subscriptions[i].Offer(publication))
                {
                    subscriptions[i].End();
                    subscriptions.RemoveAt(i);
                }
            }
        }
    }

    /// <summary>Notes that a socket has sent its backlog and follows live events.</summary>
    public void MarkLive(Subscription subscription)
    {
        lock (gate)
        {
            live.Add(subscription);
            foreach (var (_, signal) in waiting.FindAll(wait => wait.Reached()))
            {
                signal.TrySetResult();
            }
            waiting.RemoveAll(wait => wait.Signal.Task.IsCompleted);
        }
    }

    /// <summary>Completes once each of these bot tokens has a live socket.</summary>
    public Task WhenLiveAsync(IReadOnlyCollection<string> tokenIds)
    {
        bool Reached() => tokenIds.All(id => live.Any(subscription => subscription.Caller.Token?.Id == id));
        lock (gate)
        {
            if (Reached())
            {
                return Task.CompletedTask;
            }
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((Reached, signal));
            return signal.Task;
        }
    }

    /// <summary>Cuts sockets without a close frame: the user's, or all of them. Returns how many.</summary>
    public int Drop(string? userId) => Take(userId, static subscription => subscription.Cut());

    /// <summary>Ends sockets as if their queue were full: the user's, or all of them. Returns how many.</summary>
    public int Overflow(string? userId) => Take(userId, static subscription => subscription.End());

    private int Take(string? userId, Action<Subscription> end)
    {
        lock (gate)
        {
            var taken = workspaces.Values.SelectMany(subscriptions => subscriptions)
                .Where(subscription => userId is null || subscription.Caller.User.Id == userId)
                .ToList();
            foreach (var subscription in taken)
            {
                Remove(subscription);
                end(subscription);
            }
            return taken.Count;
        }
    }

    private void Remove(Subscription subscription)
    {
        if (workspaces.TryGetValue(subscription.WorkspaceId, out var subscriptions))
        {
            subscriptions.Remove(subscription);
        }
    }
}

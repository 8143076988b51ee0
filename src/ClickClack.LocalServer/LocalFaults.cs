using ClickClack.Local.Faults;
using ClickClack.Local.Realtime;
using ClickClack.Local.Storage;

namespace ClickClack;

/// <summary>
/// What goes wrong between a bot and a server, on demand: for testing that a bot gets over it. Faults of requests wait for the next
/// requests that match, whoever makes them, and are used up by them.
/// </summary>
public sealed class LocalFaults
{
    private readonly Database database;
    private readonly Hub hub;
    private readonly LiveEvents events;
    private readonly RequestFaults requests;
    private readonly string workspaceId;

    internal LocalFaults(Database database, Hub hub, LiveEvents events, RequestFaults requests, string workspaceId)
    {
        this.database = database;
        this.hub = hub;
        this.events = events;
        this.requests = requests;
        this.workspaceId = workspaceId;
    }

    /// <summary>Cuts open sockets without a close frame, as when the server's process dies.</summary>
    /// <param name="userId">Whose; null for everyone's.</param>
    /// <returns>How many sockets that were.</returns>
    public int DropSockets(string? userId = null) => hub.Drop(userId);

    /// <summary>
    /// Treats open sockets as if their queue had overflowed: what is queued is still sent, then they are closed with 1013.
    /// </summary>
    /// <param name="userId">Whose; null for everyone's.</param>
    /// <returns>How many sockets that were.</returns>
    public int OverflowSockets(string? userId = null) => hub.Overflow(userId);

    /// <summary>Keeps live events from every socket until <see cref="ReleaseEvents"/>; the log has them at once.</summary>
    public void HoldEvents() => events.Hold();

    /// <summary>Sends the events that were held.</summary>
    /// <param name="reversed">Newest first, as no log would have them.</param>
    /// <returns>How many events that were.</returns>
    public int ReleaseEvents(bool reversed = false) => events.Release(reversed);

    /// <summary>Sends the next live events twice to every socket.</summary>
    /// <param name="count">How many events.</param>
    public void DuplicateEvents(int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        events.Duplicate(count);
    }

    /// <summary>Sends live events later from now on, by the server's clock; their order stays.</summary>
    /// <param name="delay">How much later; zero ends it.</param>
    public void DelayEvents(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        events.Delay(delay);
    }

    /// <summary>
    /// Removes the oldest events from the workspace's log, as an operator does to save space. Whoever comes back with a cursor that is
    /// gone is closed with 4001.
    /// </summary>
    /// <param name="keepLatest">How many of the newest events stay.</param>
    /// <returns>How many events were removed.</returns>
    public Task<int> PruneLogAsync(int keepLatest = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keepLatest, 0);
        return database.RunAsync(db => EventStore.Prune(db, workspaceId, before: null, keepLatest));
    }

    /// <summary>Revokes a bot's token. Its open sockets go on; its next request is answered with 401.</summary>
    /// <param name="tokenId">The id of the token, <c>btok_…</c>.</param>
    public Task RevokeTokenAsync(string tokenId)
    {
        ArgumentException.ThrowIfNullOrEmpty(tokenId);
        return database.RunAsync(db => BotTokenStore.Revoke(db, tokenId));
    }

    /// <summary>
    /// Answers the next API requests with an error instead of doing them: 401 in the words of a server whose database had a moment of
    /// weakness, anything else as a proxy in front of the server would.
    /// </summary>
    /// <param name="status">The status, such as 401, 429 or 503.</param>
    /// <param name="count">How many requests.</param>
    /// <param name="method">Only requests with this HTTP method; null for any.</param>
    /// <param name="pathPrefix">Only requests whose path begins so; null for any.</param>
    /// <param name="retryAfter">Sent as <c>Retry-After</c>, in whole seconds; null for none.</param>
    public void RejectRequests(int status, int count = 1, string? method = null, string? pathPrefix = null, TimeSpan? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        Arm(new(count, method, pathPrefix) { Status = status, RetryAfter = retryAfter });
    }

    /// <summary>Does what the next API requests ask for, and then cuts the connection instead of answering.</summary>
    /// <param name="count">How many requests.</param>
    /// <param name="method">Only requests with this HTTP method; null for any.</param>
    /// <param name="pathPrefix">Only requests whose path begins so; null for any.</param>
    public void LoseResponses(int count = 1, string? method = null, string? pathPrefix = null) =>
        Arm(new(count, method, pathPrefix) { LosesResponse = true });

    /// <summary>Does what the next API requests ask for at once, but answers later, by the server's clock.</summary>
    /// <param name="delay">How much later.</param>
    /// <param name="count">How many requests.</param>
    /// <param name="method">Only requests with this HTTP method; null for any.</param>
    /// <param name="pathPrefix">Only requests whose path begins so; null for any.</param>
    public void SlowResponses(TimeSpan delay, int count = 1, string? method = null, string? pathPrefix = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        Arm(new(count, method, pathPrefix) { Delay = delay });
    }

    /// <summary>Ends what was asked for before: armed faults are forgotten, held events sent, delays and duplicates over.</summary>
    public void Clear()
    {
        requests.Clear();
        events.Reset();
    }

    private void Arm(RequestFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Count, 1, "count");
        requests.Arm(fault);
    }
}

using System.Collections.Frozen;
using System.Threading.Channels;
using ClickClack.Protocol;
using ClickClack.Realtime;
using ClickClack.Replies;

namespace ClickClack.Dispatch;

/// <summary>
/// Who observes what happens. Events that the server keeps are told at least once, those of one conversation one after the other, and are
/// done only then. What it does not keep is told at most once; of what waits too long the oldest is dropped.
/// </summary>
internal sealed class Observers : IDisposable
{
    /// <summary>So many events that the server does not keep wait at most.</summary>
    internal const int MostWaiting = 256;

    private readonly FrozenDictionary<Type, IReadOnlyList<Route>> routes;
    private readonly FrozenSet<string> names;
    private readonly ObserverRunner runner;
    private readonly UserId bot;
    private readonly OwnMessages own;
    private readonly CancellationToken abandon;
    private readonly SemaphoreSlim slots;
    private readonly Channel<object> passing;
    private readonly Task told;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task> last = new(StringComparer.Ordinal);

    /// <summary>Begins to tell.</summary>
    /// <param name="table">The routes.</param>
    /// <param name="runner">Calls observers.</param>
    /// <param name="bot">The bot's user id.</param>
    /// <param name="own">What it wrote a moment ago.</param>
    /// <param name="concurrency">So many conversations are told of at once.</param>
    /// <param name="dropped">Told of each event that nobody was told of, because too many waited.</param>
    /// <param name="abandon">Ends it; what is not told is unfinished.</param>
    public Observers(
        RouteTable table, ObserverRunner runner, UserId bot, OwnMessages own, int concurrency, Action dropped, CancellationToken abandon)
    {
        routes = table.Observers;
        names = routes.Keys.SelectMany(EventMapping.NamesOf).ToFrozenSet(StringComparer.Ordinal);
        this.runner = runner;
        this.bot = bot;
        this.own = own;
        this.abandon = abandon;
        slots = new SemaphoreSlim(concurrency);
        passing = Channel.CreateBounded<object>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => dropped());
        told = routes.Count == 0 ? Task.CompletedTask : Task.Run(TellPassingAsync, CancellationToken.None);
    }

    /// <summary>Tells of an event that the server keeps.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="done">Called when all were told; not if there is no time left for that.</param>
    /// <returns>Whether there is anybody to tell. If not, nothing was done.</returns>
    public bool TryTell(EventEntry entry, Action<EventEntry> done)
    {
        WireEvent wire = entry.Event;
        if (entry.IsDone || !names.Contains(wire.Type) || EventMapping.IsOwn(wire, bot, own) || EventMapping.Read(wire) is not { } happened)
        {
            return false;
        }

        string home = wire.PayloadText("direct_conversation_id") ?? wire.ChannelId ?? "";
        lock (gate)
        {
            Task before = last.GetValueOrDefault(home, Task.CompletedTask);
            Task mine = Task.Run(() => TellAsync(entry, happened, before, done), CancellationToken.None);
            last[home] = mine;
            _ = mine.ContinueWith(
                ended =>
                {
                    lock (gate)
                    {
                        if (last.GetValueOrDefault(home) == ended)
                        {
                            last.Remove(home);
                        }
                    }
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        return true;
    }

    /// <summary>Tells of an event that the server does not keep. Returns at once.</summary>
    public void Tell(WireEvent wire)
    {
        if (names.Contains(wire.Type) && !EventMapping.IsOwn(wire, bot, own) && EventMapping.Read(wire) is { } happened)
        {
            passing.Writer.TryWrite(happened);
        }
    }

    /// <summary>Tells of what happened to the connection. Returns at once.</summary>
    public void Tell(object happened)
    {
        if (routes.ContainsKey(happened.GetType()))
        {
            passing.Writer.TryWrite(happened);
        }
    }

    /// <summary>Ends when all were told of everything so far, or the time for that is over. Nothing further is told.</summary>
    public async Task FinishAsync()
    {
        passing.Writer.TryComplete();
        Task[] durable;
        lock (gate)
        {
            durable = [.. last.Values];
        }

        await Task.WhenAll(durable).ConfigureAwait(false);
        await told.ConfigureAwait(false);
    }

    public void Dispose() => slots.Dispose();

    private async Task TellAsync(EventEntry entry, ServerEvent happened, Task before, Action<EventEntry> done)
    {
        try
        {
            await before.WaitAsync(abandon).ConfigureAwait(false);
            await slots.WaitAsync(abandon).ConfigureAwait(false);
            try
            {
                await runner.RunAllAsync(routes[happened.GetType()], happened, entry.Key, abandon).ConfigureAwait(false);
            }
            finally
            {
                slots.Release();
            }

            done(entry);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException && abandon.IsCancellationRequested)
        {
            // Left for the next run.
        }
    }

    private async Task TellPassingAsync()
    {
        try
        {
            await foreach (object happened in passing.Reader.ReadAllAsync(abandon).ConfigureAwait(false))
            {
                await runner.RunAllOnceAsync(routes[happened.GetType()], happened, abandon).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // At most once.
        }
    }
}

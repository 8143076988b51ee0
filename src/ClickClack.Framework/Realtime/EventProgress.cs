using System.Diagnostics.CodeAnalysis;
using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>
/// Which events came, which are done, and from where a later run must read on (delivery rule 9). The order in which events come live
/// is not the order of their cursors, so the place to read on from stays behind both the oldest unfinished event and everything
/// younger than the reorder window.
/// </summary>
/// <param name="reorderWindow">How long after the newest event an older one may still come.</param>
/// <param name="maxPending">How many unfinished events are saved themselves at most.</param>
/// <param name="time">The clock.</param>
internal sealed class EventProgress(TimeSpan reorderWindow, int maxPending, TimeProvider time)
{
    /// <summary>An event unfinished for so long no longer holds the place to read on from: it is saved itself.</summary>
    private static readonly TimeSpan SavedItselfAfter = TimeSpan.FromSeconds(60);

    /// <summary>How many keys behind the place to read on from are remembered, for events that come twice.</summary>
    private const int RememberedKeys = 8192;

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, EventEntry> window = new(StringComparer.Ordinal);

    /// <summary>What is not done of <see cref="window"/>, by key: a few of thousands.</summary>
    private readonly Dictionary<string, EventEntry> unfinished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventEntry> pending = new(StringComparer.Ordinal);
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);
    private readonly Queue<string> passedKeys = new();
    private readonly HashSet<string> doneBefore = new(StringComparer.Ordinal);
    private string? cursor;
    private readonly Dictionary<string, long> roots = new(StringComparer.Ordinal);
    private Dictionary<string, long>? heldRoots;
    private DateTimeOffset? rootsSince;
    private string? holdAt;
    private long holds;
    private DateTimeOffset newestCreatedAt;

    private readonly List<string> doneSinceTaken = [];
    private readonly List<EventEntry> pendingSinceTaken = [];
    private IReadOnlyDictionary<string, long> takenRoots = new Dictionary<string, long>();
    private bool mustBeWhole = true;
    private TaskCompletionSource? someCompleted;
    private TaskCompletionSource change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where a later run reads on; null before the first checkpoint, empty for the start of the log.</summary>
    public string? Cursor
    {
        get
        {
            lock (gate)
            {
                return cursor;
            }
        }
    }

    /// <summary>The newest cursor that came, or the place this run began at.</summary>
    public string Newest { get; private set; } = "";

    /// <summary>How many events are not done.</summary>
    public int Unfinished { get; private set; }

    /// <summary>Whether it is known how far each conversation has come.</summary>
    public bool KnowsRoots => RootsSince is not null;

    /// <summary>When the first numbers of conversations were taken; null before that.</summary>
    public DateTimeOffset? RootsSince
    {
        get
        {
            lock (gate)
            {
                return rootsSince;
            }
        }
    }

    /// <summary>The highest number of a conversation's root messages that came, or 0.</summary>
    public long RootOf(string conversation)
    {
        lock (gate)
        {
            return roots.GetValueOrDefault(conversation);
        }
    }

    /// <summary>From here on it is known how far each conversation has come.</summary>
    public void BeginRoots(SavedRoots begin)
    {
        lock (gate)
        {
            rootsSince = begin.Since;
            mustBeWhole = true;
            foreach ((string conversation, long sequence) in begin.Sequences)
            {
                RaiseRoot(conversation, sequence);
            }

            change.TrySetResult();
        }
    }

    /// <summary>A conversation's root messages up to a number are nothing to wait for.</summary>
    public void PassRoot(string conversation, long sequence)
    {
        lock (gate)
        {
            RaiseRoot(conversation, sequence);
            change.TrySetResult();
        }
    }

    /// <summary>A conversation has no more root messages than this, though more came once.</summary>
    public void TakeRootBack(string conversation, long sequence)
    {
        lock (gate)
        {
            if (roots.TryGetValue(conversation, out long known) && known > sequence)
            {
                roots[conversation] = sequence;
                change.TrySetResult();
            }
        }
    }

    /// <summary>Begins at a place, with nothing before it to do.</summary>
    public void BeginAt(string place)
    {
        lock (gate)
        {
            cursor = place;
            Newest = Max(Newest, place);
            change.TrySetResult();
        }
    }

    /// <summary>Begins anew at a place of another log; what is known of the old one is of no use.</summary>
    public void RestartAt(string place)
    {
        lock (gate)
        {
            foreach (EventEntry entry in window.Values)
            {
                passedKeys.Enqueue(entry.Key);
                if (!entry.IsDone)
                {
                    // Its place means nothing any more, so it is saved itself.
                    pending[entry.Key] = entry;
                }
            }

            mustBeWhole = true;
            window.Clear();
            unfinished.Clear();
            doneBefore.Clear();
            holdAt = null;
            heldRoots = null;
            newestCreatedAt = default;
            Newest = cursor = place;
            change.TrySetResult();
        }
    }

    /// <summary>Waits until fewer events are unfinished.</summary>
    public async Task WaitUntilBelowAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task completed;
            lock (gate)
            {
                if (Unfinished < Math.Max(count, 1))
                {
                    return;
                }

                someCompleted ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                completed = someCompleted.Task;
            }

            await completed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Goes on from a checkpoint.</summary>
    /// <returns>The events that were left unfinished before it; they are to be done first.</returns>
    public IReadOnlyList<EventEntry> Resume(Checkpoint checkpoint)
    {
        lock (gate)
        {
            cursor = checkpoint.Cursor;
            Newest = checkpoint.Cursor;
            doneBefore.UnionWith(checkpoint.Done);
            if (checkpoint.Roots is { } saved)
            {
                rootsSince = saved.Since;
                foreach ((string conversation, long sequence) in saved.Sequences)
                {
                    RaiseRoot(conversation, sequence);
                }
            }

            var entries = new List<EventEntry>(checkpoint.Pending.Count);
            foreach (WireEvent wire in checkpoint.Pending)
            {
                var entry = new EventEntry(wire, TriggerKey.Of(wire), time.GetUtcNow()) { IsLeftOver = true };
                if (keys.Add(entry.Key))
                {
                    passedKeys.Enqueue(entry.Key);
                    pending.Add(entry.Key, entry);
                    entries.Add(entry);
                    Unfinished++;
                }
            }

            return entries;
        }
    }

    /// <summary>Takes an event that came.</summary>
    /// <param name="wire">A durable event, with a cursor.</param>
    /// <param name="entry">The event's entry, unless it came before. If an earlier run did it, it is done already.</param>
    /// <returns>Whether it came for the first time in this run.</returns>
    public bool TryAdmit(WireEvent wire, [NotNullWhen(true)] out EventEntry? entry)
    {
        string key = TriggerKey.Of(wire);
        lock (gate)
        {
            Newest = Max(Newest, wire.Cursor.Value);
            newestCreatedAt = wire.CreatedAt > newestCreatedAt ? wire.CreatedAt : newestCreatedAt;
            if (!keys.Add(key))
            {
                entry = null;
                return false;
            }

            if (RootOf(wire) is var (conversation, sequence))
            {
                RaiseRoot(conversation, sequence);
            }

            entry = new EventEntry(wire, key, time.GetUtcNow()) { IsDone = doneBefore.Remove(key) };
            if (string.CompareOrdinal(wire.Cursor.Value, cursor) > 0)
            {
                window[wire.Cursor.Value] = entry;
                if (!entry.IsDone)
                {
                    unfinished.Add(key, entry);
                }
            }
            else
            {
                passedKeys.Enqueue(key);
                if (!entry.IsDone)
                {
                    // Later than the reorder window allows for: a crash would lose it, so it is saved itself.
                    SaveItself(entry);
                }
            }

            change.TrySetResult();
            Unfinished += entry.IsDone ? 0 : 1;
            return true;
        }
    }

    /// <summary>Everything an earlier run may have done has been read again: what was not among it never comes.</summary>
    public void ForgetEarlierRun()
    {
        lock (gate)
        {
            doneBefore.Clear();
            change.TrySetResult();
        }
    }

    /// <summary>Whether an event of a trigger came and is not done.</summary>
    public bool IsUnfinished(string key)
    {
        lock (gate)
        {
            return pending.ContainsKey(key) || unfinished.ContainsKey(key);
        }
    }

    /// <summary>Nothing is left to do for an event.</summary>
    public void Complete(EventEntry entry)
    {
        lock (gate)
        {
            if (!entry.IsDone)
            {
                entry.IsDone = true;
                entry.Slim();
                Unfinished--;
                unfinished.Remove(entry.Key);
                pending.Remove(entry.Key);
                doneSinceTaken.Add(entry.Key);
                change.TrySetResult();
                someCompleted?.TrySetResult();
                someCompleted = null;
            }
        }
    }

    /// <summary>Whether what followed some event may have gaps.</summary>
    public bool IsHeld
    {
        get
        {
            lock (gate)
            {
                return holdAt is not null;
            }
        }
    }

    /// <summary>How often <see cref="Hold"/> was called.</summary>
    public long Holds
    {
        get
        {
            lock (gate)
            {
                return holds;
            }
        }
    }

    /// <summary>The place to read on from does not pass the newest event so far until <see cref="Release"/>: what follows may have gaps.</summary>
    /// <returns>The new <see cref="Holds"/>.</returns>
    public long Hold()
    {
        lock (gate)
        {
            holdAt ??= Newest;
            heldRoots ??= new Dictionary<string, long>(roots, StringComparer.Ordinal);
            return ++holds;
        }
    }

    /// <summary>The gaps are filled, unless there may be new ones since.</summary>
    /// <param name="upTo"><see cref="Holds"/> before the filling began.</param>
    public void Release(long upTo)
    {
        lock (gate)
        {
            if (holds == upTo)
            {
                holdAt = null;
                heldRoots = null;
                change.TrySetResult();
            }
        }
    }

    /// <summary>How many keys are remembered.</summary>
    internal int RememberedCount
    {
        get
        {
            lock (gate)
            {
                return keys.Count;
            }
        }
    }

    /// <summary>Waits until there is something to save.</summary>
    public Task WhenChangedAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return change.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>What to save, or null if nothing changed since this or <see cref="TryTakeChange"/> was called.</summary>
    public Checkpoint? TakeCheckpoint()
    {
        lock (gate)
        {
            if (!TryTake())
            {
                return null;
            }

            mustBeWhole = false;
            var done = new List<string>(window.Count + doneBefore.Count);
            foreach (EventEntry entry in window.Values)
            {
                if (entry.IsDone)
                {
                    done.Add(entry.Key);
                }
            }

            // What an earlier run did and this one has not read again yet.
            done.AddRange(doneBefore);
            SavedRoots? saved = SaveRoots();
            takenRoots = saved?.Sequences ?? takenRoots;

            // In the order in which they are to be done; a dictionary forgets it as soon as something was taken out.
            IEnumerable<WireEvent> left = pending.Values.Select(entry => entry.Event).OrderBy(wire => wire.Cursor.Value, StringComparer.Ordinal);
            var checkpoint = new Checkpoint(cursor!, done, [.. left], saved);
            ForgetTaken();
            return checkpoint;
        }
    }

    /// <summary>
    /// What to add to what is saved. Thousands of keys are remembered, and a few are new, four times a second.
    /// </summary>
    /// <param name="taken">The change, or null if nothing changed since this or <see cref="TakeCheckpoint"/> was called.</param>
    /// <returns>
    /// False if there is nothing saved that it would be a change of: then <see cref="TakeCheckpoint"/> gives what to save. To ask that first
    /// would be no use, since it can change at any moment.
    /// </returns>
    public bool TryTakeChange(out CheckpointChange? taken)
    {
        lock (gate)
        {
            taken = null;
            if (mustBeWhole)
            {
                return false;
            }

            if (!TryTake())
            {
                return true;
            }

            var roots = new Dictionary<string, long>(StringComparer.Ordinal);
            if (SaveRoots()?.Sequences is { } saved)
            {
                foreach ((string conversation, long sequence) in saved)
                {
                    if (!takenRoots.TryGetValue(conversation, out long known) || known != sequence)
                    {
                        roots.Add(conversation, sequence);
                    }
                }

                takenRoots = saved;
            }

            IEnumerable<WireEvent> left = pendingSinceTaken.Where(static entry => !entry.IsDone).Select(static entry => entry.Event);
            taken = new CheckpointChange(cursor!, [.. doneSinceTaken], [.. left], roots);
            ForgetTaken();
            return true;
        }
    }

    /// <summary>What was taken last could not be saved: the next call gives a checkpoint, also if nothing has changed, and it must be whole.</summary>
    public void NotSaved()
    {
        lock (gate)
        {
            mustBeWhole = true;
            change.TrySetResult();
        }
    }

    /// <summary>The next call gives something to save, also if nothing has changed: more follows from that.</summary>
    public void SaveAgain()
    {
        lock (gate)
        {
            change.TrySetResult();
        }
    }

    private bool TryTake()
    {
        if (!change.Task.IsCompleted || cursor is null)
        {
            return false;
        }

        change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Advance();
        return true;
    }

    private void ForgetTaken()
    {
        doneSinceTaken.Clear();
        pendingSinceTaken.Clear();
    }

    private void SaveItself(EventEntry entry)
    {
        pending[entry.Key] = entry;
        pendingSinceTaken.Add(entry);
    }

    private static (string Conversation, long Sequence)? RootOf(WireEvent wire) =>
        wire.Type == EventTypes.MessageCreated
            && wire.Seq is { } sequence
            && (wire.PayloadText("direct_conversation_id") ?? wire.ChannelId) is { Length: > 0 } conversation
            ? (conversation, sequence)
            : null;

    private void RaiseRoot(string conversation, long sequence) =>
        roots[conversation] = Math.Max(roots.GetValueOrDefault(conversation), sequence);

    /// <summary>What of each conversation is done, saved itself, or among the done keys: all that came but for what is neither.</summary>
    private SavedRoots? SaveRoots()
    {
        if (rootsSince is not { } since)
        {
            return null;
        }

        // While something was left on the server, what came after it says nothing about it.
        var saved = new Dictionary<string, long>(heldRoots ?? roots, StringComparer.Ordinal);
        foreach (EventEntry entry in unfinished.Values)
        {
            if (RootOf(entry.Event) is var (conversation, sequence) && saved.GetValueOrDefault(conversation) >= sequence)
            {
                saved[conversation] = sequence - 1;
            }
        }

        return new SavedRoots(since, saved);
    }

    private void Advance()
    {
        DateTimeOffset savedItself = time.GetUtcNow() - SavedItselfAfter;
        var passed = new List<EventEntry>();
        foreach (EventEntry entry in window.Values)
        {
            if (newestCreatedAt - entry.Event.CreatedAt < reorderWindow || (holdAt is not null && string.CompareOrdinal(entry.Event.Cursor.Value, holdAt) > 0))
            {
                break;
            }

            if (!entry.IsDone)
            {
                if (entry.AdmittedAt > savedItself || pending.Count >= maxPending)
                {
                    break;
                }

                SaveItself(entry);
            }

            passed.Add(entry);
        }

        foreach (EventEntry entry in passed)
        {
            window.Remove(entry.Event.Cursor.Value);
            unfinished.Remove(entry.Key);
            cursor = Max(cursor!, entry.Event.Cursor.Value);
            passedKeys.Enqueue(entry.Key);
        }

        for (int excess = passedKeys.Count - RememberedKeys; excess > 0; excess--)
        {
            string key = passedKeys.Dequeue();
            if (pending.ContainsKey(key))
            {
                // Still at work. It goes to the end, so that one that never ends does not keep all that follow it.
                passedKeys.Enqueue(key);
            }
            else
            {
                keys.Remove(key);
            }
        }
    }

    private static string Max(string one, string other) => string.CompareOrdinal(one, other) >= 0 ? one : other;
}

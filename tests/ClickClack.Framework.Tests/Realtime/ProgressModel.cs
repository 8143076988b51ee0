using System.Globalization;
using System.Text.Json;
using ClickClack.Framework.Tests.Time;
using ClickClack.Protocol;
using ClickClack.Realtime;

namespace ClickClack.Framework.Tests.Realtime;

/// <summary>
/// A server's log and the bot that reads it, as far as <see cref="EventProgress"/> is concerned, with nothing left to chance: numbers say
/// what happens next. It knows what must be true whatever happens, and throws when it is not.
/// </summary>
internal sealed class ProgressModel
{
    private static readonly TimeSpan ReorderWindow = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PageSpan = TimeSpan.FromSeconds(1);

    private readonly ManualTime time = new();
    private readonly SortedDictionary<string, WireEvent> log = new(StringComparer.Ordinal);
    private readonly List<WireEvent> uncommitted = [];
    private readonly HashSet<string> everDone = [];
    private readonly HashSet<string> savedDone = [];
    private readonly HashSet<string> doneInThisLife = [];
    private readonly Dictionary<string, EventEntry> unfinished = [];
    private readonly List<WireEvent> came = [];
    private readonly List<string> story = [];
    private EventProgress progress;
    private byte[] saved;
    private string? readingFrom;
    private int created;

    public ProgressModel()
    {
        progress = NewProgress();
        progress.BeginAt(Cursor(0));
        saved = Serialize(progress.TakeCheckpoint()!);
    }

    /// <summary>One thing that happens.</summary>
    /// <param name="number">Which, and to what.</param>
    public void Step(int number)
    {
        int which = (number & int.MaxValue) % 100;
        int what = (number & int.MaxValue) / 100;
        switch (which)
        {
            case < 30:
                Commit(Create());
                break;
            case < 38:
                Note("an event gets its cursor, but is not in the log yet");
                uncommitted.Add(Create());
                break;
            case < 46 when uncommitted.Count > 0:
                CommitLate(what % uncommitted.Count);
                break;
            case < 66 when unfinished.Count > 0:
                Complete(unfinished.Values.ElementAt(what % unfinished.Count));
                break;
            case < 76:
                Save(asChange: what % 4 != 0);
                break;
            case < 80:
                Note("saving fails");
                if (what % 2 == 0 && progress.TryTakeChange(out CheckpointChange? lost) ? lost is not null : progress.TakeCheckpoint() is not null)
                {
                    progress.NotSaved();
                }

                break;
            case < 87:
                Later(TimeSpan.FromSeconds(1 + (what % 25)));
                break;
            case < 91:
                Crash();
                break;
            case < 95 when came.Count > 0:
                Again(came[what % came.Count]);
                break;
            default:
                ReadOn(1 + (what % 5));
                break;
        }
    }

    /// <summary>All is read and done; then everything must have been done.</summary>
    public void End()
    {
        while (uncommitted.Count > 0)
        {
            CommitLate(0);
        }

        Crash();
        ReadOn(int.MaxValue);
        foreach (EventEntry entry in unfinished.Values.ToArray())
        {
            Complete(entry);
        }

        Must(everDone.Count == created, () => $"lost: {string.Join(", ", log.Values.Select(TriggerKey.Of).Except(everDone))}");
        Must(progress.Unfinished == 0, () => $"{progress.Unfinished} count as unfinished");
    }

    public override string ToString() => string.Join('\n', story);

    private static string Cursor(int number) => string.Create(CultureInfo.InvariantCulture, $"cur_{number:D6}");

    private static byte[] Serialize(Checkpoint checkpoint) => JsonSerializer.SerializeToUtf8Bytes(checkpoint);

    private EventProgress NewProgress() => new(ReorderWindow, maxPending: 3, time);

    private WireEvent Create()
    {
        created++;
        return new()
        {
            Id = new ServerEventId($"evt_{created}"),
            Cursor = new EventCursor(Cursor(created)),
            Type = "message.created",
            CreatedAt = time.GetUtcNow(),
            Details = EventPayload.Of(("message_id", $"msg_{created.ToString(CultureInfo.InvariantCulture)}")),
        };
    }

    private void CommitLate(int index)
    {
        // What is committed behind the page that was just read is announced to nobody who still reads. That is not the matter here.
        ReadOn(int.MaxValue);
        WireEvent wire = uncommitted[index];
        uncommitted.RemoveAt(index);
        Commit(wire);
    }

    /// <summary>An event is in the log, and comes at once if the bot has read so far.</summary>
    private void Commit(WireEvent wire)
    {
        log.Add(wire.Cursor.Value, wire);
        if (readingFrom is null)
        {
            Admit(wire);
        }
    }

    private void Admit(WireEvent wire)
    {
        string key = TriggerKey.Of(wire);
        came.Add(wire);
        bool isFirst = progress.TryAdmit(wire, out EventEntry? entry);
        Note($"{wire.Cursor} comes{(isFirst ? entry!.IsDone ? ", done" : "" : " again")}");
        if (entry is null)
        {
            Must(unfinished.ContainsKey(key) || everDone.Contains(key), () => $"{key} is refused, but was never done");
        }
        else if (entry.IsDone)
        {
            Must(everDone.Contains(key), () => $"{key} counts as done, but never was");
        }
        else
        {
            Must(!doneInThisLife.Contains(key), () => $"{key} runs again in the same life");
            Must(!savedDone.Contains(key), () => $"{key} runs again, though it was done and saved");
            unfinished.Add(key, entry);
        }
    }

    /// <summary>The server says something twice.</summary>
    private void Again(WireEvent wire)
    {
        Must(!progress.TryAdmit(wire, out _), () => $"{wire.Cursor} came twice, and counts twice");
    }

    private void Complete(EventEntry entry)
    {
        Note($"{entry.Event.Cursor} is done");
        progress.Complete(entry);
        unfinished.Remove(entry.Key);
        everDone.Add(entry.Key);
        doneInThisLife.Add(entry.Key);
    }

    private void Save(bool asChange)
    {
        Checkpoint before = JsonSerializer.Deserialize<Checkpoint>(saved)!;
        Checkpoint? after = !asChange || !progress.TryTakeChange(out CheckpointChange? change)
            ? progress.TakeCheckpoint()
            : change is not null ? CheckpointChange.Apply(before, [change]) : null;
        if (after is { } checkpoint)
        {
            Note($"saved{(asChange ? " as a change" : "")}: {checkpoint.Cursor}, done {string.Join(' ', checkpoint.Done)}, pending {string.Join(' ', checkpoint.Pending.Select(wire => wire.Cursor))}");
            Must(string.CompareOrdinal(checkpoint.Cursor, before.Cursor) >= 0, () => "the place went back");
            saved = Serialize(checkpoint);
            savedDone.UnionWith(doneInThisLife);
        }
    }

    private void Later(TimeSpan span)
    {
        // A log is in order but for what is younger than the window.
        while (uncommitted.Count > 0 && time.GetUtcNow() + span - uncommitted[0].CreatedAt > ReorderWindow - PageSpan)
        {
            CommitLate(0);
        }

        Note($"{span.TotalSeconds} s later");
        time.Advance(span);
    }

    private void Crash()
    {
        Note("the bot dies, and starts");
        Checkpoint checkpoint = JsonSerializer.Deserialize<Checkpoint>(saved)!;
        progress = NewProgress();
        doneInThisLife.Clear();
        unfinished.Clear();
        came.Clear();
        readingFrom = checkpoint.Cursor;
        string before = "";
        foreach (EventEntry entry in progress.Resume(checkpoint))
        {
            Must(!savedDone.Contains(entry.Key), () => $"{entry.Key} is left, though it was done and saved");
            Must(string.CompareOrdinal(before, entry.Event.Cursor.Value) < 0, () => $"{entry.Event.Cursor} is left after {before}: out of order");
            before = entry.Event.Cursor.Value;
            unfinished.Add(entry.Key, entry);
        }
    }

    /// <summary>Some more of the log is read; at its end, live events begin.</summary>
    private void ReadOn(int count)
    {
        if (readingFrom is null)
        {
            return;
        }

        WireEvent[] rest = [.. log.Values.Where(wire => string.CompareOrdinal(wire.Cursor.Value, readingFrom) > 0)];
        foreach (WireEvent wire in rest.Take(count))
        {
            Admit(wire);
            readingFrom = wire.Cursor.Value;
        }

        if (rest.Length <= count)
        {
            Note("all is read");
            progress.ForgetEarlierRun();
            readingFrom = null;
        }
    }

    private void Note(string what) => story.Add(what);

    private void Must(bool condition, Func<string> otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"{otherwise()}\n{this}");
        }
    }
}

namespace ClickClack.EndToEnd.Bots;

/// <summary>
/// How far the loop by hand has come without a gap, in a file: written beside, flushed, renamed, four times a second at most, as the
/// framework does.
/// </summary>
internal sealed class RawCursor(string directory)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly string path = Path.Combine(directory, "cursor");
    private readonly Queue<RawWork> unfinished = new();
    private string? saved;
    private string safe = "";

    public string? Load() => File.Exists(path) ? safe = saved = File.ReadAllText(path) : null;

    public void Add(RawWork work)
    {
        lock (gate)
        {
            if (work.IsDone && unfinished.Count == 0)
            {
                safe = work.Event.Cursor;
            }
            else
            {
                unfinished.Enqueue(work);
            }
        }
    }

    public void StartAt(string cursor)
    {
        safe = cursor;
        Save();
    }

    public async Task SaveNowAndThenAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stop))
        {
            Save();
        }
    }

    public void Save()
    {
        string cursor;
        lock (gate)
        {
            while (unfinished.TryPeek(out var first) && first.IsDone)
            {
                safe = unfinished.Dequeue().Event.Cursor;
            }
            if (safe == saved)
            {
                return;
            }
            cursor = saved = safe;
        }
        Directory.CreateDirectory(directory);
        using (var file = new StreamWriter(path + ".new"))
        {
            file.Write(cursor);
            file.Flush();
            ((FileStream)file.BaseStream).Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
    }
}

/// <summary>An event on its way through the loop by hand.</summary>
internal sealed class RawWork(Event what)
{
    private volatile bool done;

    public Event Event => what;

    public bool IsDone
    {
        get => done;
        set => done = value;
    }
}

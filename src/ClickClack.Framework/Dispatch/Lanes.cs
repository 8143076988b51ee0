using ClickClack.Realtime;

namespace ClickClack.Dispatch;

/// <summary>Runs events of one conversation one after the other, and different conversations side by side.</summary>
/// <param name="run">Works on one event. It must not throw.</param>
internal sealed class Lanes(Func<EventEntry, Task> run)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<EventEntry>> lanes = new(StringComparer.Ordinal);
    private TaskCompletionSource? idle;

    /// <summary>Puts an event at the end of its lane. Returns at once.</summary>
    public void Add(string lane, EventEntry entry)
    {
        lock (gate)
        {
            if (lanes.TryGetValue(lane, out Queue<EventEntry>? waiting))
            {
                waiting.Enqueue(entry);
                return;
            }

            lanes.Add(lane, new Queue<EventEntry>([entry]));
        }

        _ = Task.Run(() => RunAsync(lane));
    }

    /// <summary>Ends when nothing runs and nothing waits.</summary>
    public Task WhenIdleAsync()
    {
        lock (gate)
        {
            return lanes.Count == 0
                ? Task.CompletedTask
                : (idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>What waits behind what is at work.</summary>
    public LaneDepths Depths()
    {
        var depths = default(LaneDepths);
        lock (gate)
        {
            foreach ((string lane, Queue<EventEntry> waiting) in lanes)
            {
                depths = depths with { Waiting = depths.Waiting + waiting.Count };
                if (waiting.Count > depths.Depth)
                {
                    depths = depths with { Fullest = lane, Depth = waiting.Count };
                }
            }
        }

        return depths;
    }

    private async Task RunAsync(string lane)
    {
        while (true)
        {
            EventEntry entry;
            lock (gate)
            {
                if (!lanes[lane].TryDequeue(out entry!))
                {
                    lanes.Remove(lane);
                    if (lanes.Count == 0)
                    {
                        idle?.TrySetResult();
                        idle = null;
                    }

                    return;
                }
            }

            await run(entry).ConfigureAwait(false);
        }
    }
}

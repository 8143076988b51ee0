namespace ClickClack.Local.Realtime;

/// <summary>
/// The way of committed events to the open sockets: at once, in the order of the commits and each once, unless a test wants it
/// otherwise. The log is never touched, so whoever catches up by cursor sees the truth.
/// </summary>
internal sealed class LiveEvents(Hub hub, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Queue<Publication> delayed = [];
    private List<Publication>? held;
    private TimeSpan delay;
    private DateTimeOffset due;
    private int duplicates;

    public void Publish(Publication publication)
    {
        lock (gate)
        {
            Pass(publication);
            if (duplicates > 0)
            {
                duplicates--;
                Pass(publication);
            }
        }
    }

    /// <summary>Keeps events back until <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (gate)
        {
            held ??= [];
        }
    }

    /// <summary>Lets go what was held; returns how many events that were.</summary>
    public int Release(bool reversed)
    {
        lock (gate)
        {
            var released = held ?? [];
            held = null;
            if (reversed)
            {
                released.Reverse();
            }
            foreach (var publication in released)
            {
                hub.Publish(publication);
            }
            return released.Count;
        }
    }

    /// <summary>Delivers the next events twice.</summary>
    public void Duplicate(int count)
    {
        lock (gate)
        {
            duplicates += count;
        }
    }

    /// <summary>Delivers events that much later from now on; zero ends it.</summary>
    public void Delay(TimeSpan by)
    {
        lock (gate)
        {
            delay = by;
        }
    }

    /// <summary>Back to the plain way; what was held goes out first.</summary>
    public void Reset()
    {
        lock (gate)
        {
            duplicates = 0;
            delay = TimeSpan.Zero;
            Release(reversed: false);
        }
    }

    private void Pass(Publication publication)
    {
        if (held is not null)
        {
            held.Add(publication);
        }
        else if (delay > TimeSpan.Zero || delayed.Count > 0)
        {
            // What comes after a delayed event waits behind it: a delay alone changes no order.
            delayed.Enqueue(publication);
            var now = time.GetUtcNow();
            due = due > now + delay ? due : now + delay;
            _ = DeliverLaterAsync(due - now);
        }
        else
        {
            hub.Publish(publication);
        }
    }

    private async Task DeliverLaterAsync(TimeSpan after)
    {
        await Task.Delay(after, time);
        lock (gate)
        {
            hub.Publish(delayed.Dequeue());
        }
    }
}

namespace ClickClack.Dispatch;

/// <summary>
/// Lets so many messages of each key through in any stretch of time of one length. Time is that of the messages and not of their
/// arrival: what is read at once after an interruption was not said at once. A rate limiter of the framework would go by its own clock.
/// </summary>
/// <param name="most">How many.</param>
/// <param name="per">In how long.</param>
/// <param name="largest">How many keys are remembered at most.</param>
internal sealed class RateWindow<TKey>(int most, TimeSpan per, int largest = 10_000)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Window> windows = [];

    /// <summary>How many keys are remembered.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return windows.Count;
            }
        }
    }

    /// <summary>Takes a message, unless there were too many just before. One that is not taken does not count.</summary>
    public bool TryAdd(TKey key, DateTimeOffset at)
    {
        lock (gate)
        {
            if (!windows.TryGetValue(key, out Window? window))
            {
                MakeRoom(at);
                windows.Add(key, window = new Window());
            }

            // Conversations overtake each other: an older message counts as of now.
            window.Newest = at > window.Newest ? at : window.Newest;
            while (window.Taken.TryPeek(out DateTimeOffset oldest) && window.Newest - oldest >= per)
            {
                window.Taken.Dequeue();
            }

            if (window.Taken.Count >= most)
            {
                return false;
            }

            window.Taken.Enqueue(window.Newest);
            return true;
        }
    }

    /// <summary>Takes back what <see cref="TryAdd"/> took last of a key: another limit refused the message.</summary>
    public void TakeBack(TKey key)
    {
        lock (gate)
        {
            if (windows.TryGetValue(key, out Window? window) && window.Taken.Count > 0)
            {
                window.Taken = new Queue<DateTimeOffset>(window.Taken.SkipLast(1));
            }
        }
    }

    /// <summary>Forgets what was taken of a key.</summary>
    public void Forget(TKey key)
    {
        lock (gate)
        {
            windows.Remove(key);
        }
    }

    private void MakeRoom(DateTimeOffset at)
    {
        if (windows.Count < largest)
        {
            return;
        }

        foreach ((TKey key, Window window) in windows)
        {
            if (at - window.Newest >= per)
            {
                windows.Remove(key);
            }
        }

        if (windows.Count >= largest)
        {
            // So many at once is no conversation any more; memory counts for more than the limit of each.
            windows.Clear();
        }
    }

    private sealed class Window
    {
        public DateTimeOffset Newest { get; set; }

        public Queue<DateTimeOffset> Taken { get; set; } = new();
    }
}

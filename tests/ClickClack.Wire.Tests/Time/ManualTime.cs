namespace ClickClack.Wire.Tests.Time;

/// <summary>A clock that moves only when it is told to. Timers fire on the thread that moves it, in the order they are due.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = DateTimeOffset.UtcNow;

    /// <summary>A pause that only gathers what follows closely, before a save, say, is no waiting.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long until something that is waited for, and not done again and again, is due; null if nothing is.</summary>
    public TimeSpan? Next
    {
        get
        {
            lock (gate)
            {
                return timers.Where(timer => !timer.IsPeriodic && timer.Due - now > Pause).MinBy(timer => timer.Due)?.Due - now;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, from one timer to the next.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset end;
        lock (gate)
        {
            end = now + by;
        }

        while (true)
        {
            ManualTimer? next;
            lock (gate)
            {
                next = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
                if (next is null)
                {
                    now = end;
                    return;
                }

                now = next.Due > now ? next.Due : now;
                next.Next();
            }

            next.Fire();
        }
    }

    /// <summary>Moves on in small steps, with a moment of real time in each for what goes over the network, until something is so.</summary>
    public Task AdvanceUntilAsync(Func<bool> condition, string what, TimeSpan? step = null) => Eventually.TrueAsync(
        () =>
        {
            if (!condition())
            {
                Advance(step ?? TimeSpan.FromMilliseconds(100));
            }

            return condition();
        },
        what);

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset Due { get; private set; }

        public bool IsPeriodic => period > TimeSpan.Zero;

        public void Fire() => fire();

        /// <summary>Called under the clock's lock.</summary>
        public void Next()
        {
            if (IsPeriodic)
            {
                Due += period;
            }
            else
            {
                time.timers.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
                this.period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = time.now + dueTime;
                    time.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

using ClickClack.Realtime;

namespace ClickClack.Dispatch;

/// <summary>How far a <see cref="LaneTicket"/> is.</summary>
internal enum LaneStage
{
    /// <summary>At the head of its arrival queue.</summary>
    Arriving,

    /// <summary>In its running lane, behind others.</summary>
    Waiting,

    /// <summary>Its turn has come.</summary>
    Running,

    /// <summary>A later one took its place.</summary>
    Superseded,

    /// <summary>Over.</summary>
    Ended,
}

/// <summary>An event's place in its arrival queue, then in a running lane. All but the event is guarded by its <see cref="Lanes"/>.</summary>
internal sealed class LaneTicket(ArrivalQueue arrival, EventEntry entry) : IThreadPoolWorkItem
{
    /// <summary>
    /// So many that end without waiting for anything are resumed by one another. A stack has room for more, and what waits for the first of
    /// them has waited long enough.
    /// </summary>
    private const int MostNested = 8;

    [ThreadStatic]
    private static int nested;

    private TaskCompletionSource<bool>? turn;
    private volatile bool isStale;

    /// <summary>The event.</summary>
    public EventEntry Entry { get; } = entry;

    /// <summary>Where it came.</summary>
    public ArrivalQueue Arrival { get; } = arrival;

    /// <summary>Whether it is past what it does without waiting for anything.</summary>
    public bool HasBegun { get; set; }

    /// <summary>How far it is.</summary>
    public LaneStage Stage { get; set; }

    /// <summary>The lane it runs or waits in; null if it waits for nobody.</summary>
    public RunningLane? Lane { get; set; }

    /// <summary>How long the text is that it holds in memory.</summary>
    public int Characters { get; set; }

    /// <summary>Whether no later one may take its place, because an earlier run had begun it.</summary>
    public bool MustRun { get; set; }

    /// <summary>Whether its turn may come; if not, its lane has not been quiet for long enough.</summary>
    public bool IsRipe { get; set; } = true;

    /// <summary>Makes it ripe.</summary>
    public ITimer? Ripening { get; set; }

    /// <summary>Whether its message changed since it was fetched.</summary>
    public bool IsStale
    {
        get => isStale;
        set => isStale = value;
    }

    /// <summary>Its turn is yet to come.</summary>
    /// <returns>Ends with its turn: true if it is to run, false if it is superseded; cancelled if it is abandoned.</returns>
    public Task<bool> Wait()
    {
        Stage = LaneStage.Waiting;
        turn = new TaskCompletionSource<bool>();
        return turn.Task;
    }

    /// <summary>Its turn has come. It is to be resumed.</summary>
    public void Run() => Leave(LaneStage.Running);

    /// <summary>A later one takes its place.</summary>
    public void Supersede()
    {
        Leave(LaneStage.Superseded);
        ResumeElsewhere();
    }

    /// <summary>Nothing waits any more. Its turn does not come.</summary>
    public void Abandon()
    {
        if (turn is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static turn => turn.TrySetCanceled(), turn, preferLocal: false);
        }
    }

    /// <summary>
    /// Goes on here and now, where the one before it ended: another thread would have to be woken for it, for each message of a backlog. To be
    /// called outside of the lock.
    /// </summary>
    public void Resume()
    {
        if (nested >= MostNested)
        {
            ResumeElsewhere();
            return;
        }

        nested++;
        try
        {
            Execute();
        }
        finally
        {
            nested--;
        }
    }

    /// <summary>Goes on, on another thread.</summary>
    public void ResumeElsewhere() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>Goes on, on this thread.</summary>
    public void Execute() => turn!.TrySetResult(Stage == LaneStage.Running);

    private void Leave(LaneStage next)
    {
        Stage = next;
        Ripening?.Dispose();
        Ripening = null;
    }
}

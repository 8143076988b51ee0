using ClickClack.Realtime;

namespace ClickClack.Dispatch;

/// <summary>
/// What came in one conversation or thread: fetched and matched one after the other, so that their order is kept. Guarded by its
/// <see cref="Lanes"/>.
/// </summary>
/// <param name="lanes">Runs it.</param>
/// <param name="name">The id of the channel, the direct conversation, or the root of the thread.</param>
internal sealed class ArrivalQueue(Lanes lanes, string name) : IThreadPoolWorkItem
{
    /// <summary>The id of the channel, the direct conversation, or the root of the thread.</summary>
    public string Name { get; } = name;

    /// <summary>What is yet to be fetched.</summary>
    public Queue<EventEntry> Arriving { get; } = new();

    /// <summary>Whether one is being fetched and matched.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Whether whoever begins with its events is to go on with the next one.</summary>
    public bool GoesOn { get; set; }

    /// <summary>Whether so many are matched that no more are, until half of them are over.</summary>
    public bool IsFull { get; set; }

    /// <summary>How many of its events are matched and not over.</summary>
    public int Ahead { get; set; }

    /// <summary>The running lane of all routes that ask for no other.</summary>
    public RunningLane Default { get; } = new(null);

    /// <summary>Begins with the next event. Called by the thread pool.</summary>
    public void Execute() => lanes.Begin(this);
}

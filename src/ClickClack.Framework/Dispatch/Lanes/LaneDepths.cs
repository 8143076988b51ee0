namespace ClickClack.Dispatch;

/// <summary>How many events wait for others: to be fetched, or for their turn to run.</summary>
/// <param name="Fullest">
/// The lane with the most: the id of a channel, a direct conversation, or the root of a thread; for the lane of a handler, also its name.
/// Null if nothing waits.
/// </param>
/// <param name="Depth">How many wait there, in both stages.</param>
/// <param name="Waiting">How many wait in all.</param>
internal readonly record struct LaneDepths(string? Fullest, int Depth, int Waiting)
{
    /// <summary>With one more lane.</summary>
    public LaneDepths And<T>(int depth, T name)
        where T : notnull => depth > Depth ? new LaneDepths(name.ToString(), depth, Waiting + depth) : this with { Waiting = Waiting + depth };
}

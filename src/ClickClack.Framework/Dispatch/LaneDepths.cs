namespace ClickClack.Dispatch;

/// <summary>How many events wait for others of their conversation.</summary>
/// <param name="Fullest">The lane with the most: the id of a channel, a direct conversation, or the root of a thread. Null if nothing waits.</param>
/// <param name="Depth">How many wait there.</param>
/// <param name="Waiting">How many wait in all.</param>
internal readonly record struct LaneDepths(string? Fullest, int Depth, int Waiting);

namespace ClickClack;

/// <summary>How a bot's connection is: a picture of one moment.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Since">Since when, by the bot's clock, UTC.</param>
/// <param name="Reason">Why, in words for people; null where the state says it all. It may change while the state does not.</param>
/// <param name="LastProofOfLife">
/// When something last came from the server, an event or the answer to a call, by the bot's clock, UTC; null before the first. While the
/// bot is live it is never much older than a minute, because a silent connection is probed.
/// </param>
/// <param name="UnfinishedEvents">How many events have come and are not done.</param>
/// <param name="DroppedEphemeralEvents">
/// How many events that the server does not keep, such as typing, went by while the bot was <see cref="ConnectionState.Parked"/>.
/// </param>
/// <param name="WaitingEvents">How many of the unfinished events wait for others: to be fetched, or for their turn to run.</param>
/// <param name="FullestLane">
/// Where most of them wait: the id of a channel, a direct conversation, or the root of a thread; for a lane that <see cref="LaneAttribute"/>
/// makes, the id of what its messages have in common, and the handler. Null if nothing waits.
/// </param>
/// <param name="FullestLaneDepth">How many wait there.</param>
public sealed record ConnectionStatus(
    ConnectionState State,
    DateTimeOffset Since,
    string? Reason = null,
    DateTimeOffset? LastProofOfLife = null,
    int UnfinishedEvents = 0,
    long DroppedEphemeralEvents = 0,
    int WaitingEvents = 0,
    string? FullestLane = null,
    int FullestLaneDepth = 0)
{
    /// <summary>
    /// What of its state the bot cannot save at the moment and why, in words for people, for example
    /// <c>cannot save the checkpoint: No space left on device</c>; null if all is well. It is connected and answers as well as it can, and
    /// goes on trying; a crash meanwhile may cost what delivery.md says.
    /// </summary>
    public string? Degraded { get; init; }
}

using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>Which messages of a route wait for each other, and how: what its <see cref="LaneAttribute"/> says. Used by generated code.</summary>
/// <param name="By">What the messages of one lane have in common.</param>
/// <param name="Mode">What becomes of messages that come while an earlier one of their lane is at work.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RouteLane(By By, LaneMode Mode)
{
    /// <summary>For <see cref="LaneMode.Debounce"/>: how long nothing further may have come before the last is handled.</summary>
    public TimeSpan Quiet { get; init; }

    /// <summary>Whether it has places of its own to run in.</summary>
    public bool Priority { get; init; }
}

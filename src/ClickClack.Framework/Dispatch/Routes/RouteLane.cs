using System.ComponentModel;
using System.Globalization;

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

    /// <summary>For people, for example <c>latest by user</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name(Mode)} by {Name(By)}{(Mode == LaneMode.Debounce ? $" after {Quiet.TotalSeconds:0.###} s" : "")}{(Priority ? ", with priority" : "")}");

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

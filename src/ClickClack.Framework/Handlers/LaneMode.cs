namespace ClickClack;

/// <summary>What becomes of messages that come while an earlier one of their lane is at work; see <see cref="LaneAttribute"/>.</summary>
public enum LaneMode
{
    /// <summary>They are handled one after the other, in order.</summary>
    Queue,

    /// <summary>
    /// Only the last one is handled, when its turn comes. The others are superseded: they are done, and counted with that reason. What is
    /// at work already is brought to its end.
    /// </summary>
    Latest,

    /// <summary>As <see cref="Latest"/>, and the last one waits until the lane has been quiet for <see cref="LaneAttribute.Seconds"/>.</summary>
    Debounce,

    /// <summary>They are handled side by side, up to <see cref="ClickClackOptions.MaxConcurrency"/> of the whole bot.</summary>
    Parallel,
}

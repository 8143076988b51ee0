namespace ClickClack;

/// <summary>
/// Says which messages of a handler wait for each other. Without it a message waits for what came before it in its conversation, or in
/// its thread if it is a reply, whichever handlers those messages went to. With it the handler has lanes of its own, one for each
/// conversation, thread or user: it waits for no other handler, and none waits for it.
/// </summary>
/// <remarks>
/// On a class it holds for every handler in it that has none of its own, a <c>Handle</c> that it inherits included; each handler has its own lanes all the same. What a handler whose
/// process died had begun is never superseded.
/// </remarks>
/// <param name="by">What the messages of one lane have in common.</param>
/// <param name="mode">What becomes of messages that come while an earlier one of their lane is at work.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class LaneAttribute(By by = By.Conversation, LaneMode mode = LaneMode.Queue) : Attribute
{
    /// <summary>What the messages of one lane have in common.</summary>
    public By By { get; } = by;

    /// <summary>What becomes of messages that come while an earlier one of their lane is at work.</summary>
    public LaneMode Mode { get; } = mode;

    /// <summary>
    /// For <see cref="LaneMode.Debounce"/>: for how many seconds no further message may have come to the lane before its last is handled;
    /// 1 by default, less than 0 counts as 0. When the bot stops nothing further comes, and the last is handled at once.
    /// </summary>
    public double Seconds { get; set; } = 1;

    /// <summary>
    /// Whether the handler runs as soon as a message is known to be its, beside everything that waits or runs: its messages take none of
    /// the <see cref="ClickClackOptions.MaxConcurrency"/> places but one of four that are kept for such handlers. For what must get
    /// through, such as <c>/cancel</c>.
    /// </summary>
    public bool Priority { get; set; }
}

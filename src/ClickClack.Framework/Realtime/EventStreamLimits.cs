namespace ClickClack.Realtime;

/// <summary>The numbers of an <see cref="EventStream"/>.</summary>
/// <param name="ResumeWithin">How old an event may be to be handled after a restart.</param>
/// <param name="MaxPending">How many events may be unfinished before the rest stays on the server.</param>
/// <param name="ProbeAfterSilence">After how long without a frame the log is asked whether the socket is alive.</param>
internal sealed record EventStreamLimits(TimeSpan ResumeWithin, int MaxPending, TimeSpan ProbeAfterSilence)
{
    /// <summary>Whether the event of a trigger is handled however old it is: what was begun is brought to its end.</summary>
    public Func<string, bool> IsExempt { get; init; } = static _ => false;
}

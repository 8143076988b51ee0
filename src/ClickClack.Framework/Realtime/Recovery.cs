namespace ClickClack.Realtime;

/// <summary>What comes after the end of a socket.</summary>
internal enum RecoveryStep
{
    /// <summary>A socket from the newest event seen: nothing before it is missing, because a replay comes in order.</summary>
    Reconnect,

    /// <summary>The log is read through HTTP from the place of the checkpoint to its end, then a socket goes on from there.</summary>
    CatchUp,

    /// <summary>The log is asked first, because its answer says why, and stops the account if that is for good; then as <see cref="CatchUp"/>.</summary>
    AskWhy,

    /// <summary>The account cannot go on.</summary>
    Stop,
}

/// <summary>How long to wait before that.</summary>
internal enum RecoveryDelay
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>What the <see cref="Backoff"/> says.</summary>
    Backoff,
}

/// <summary>How to go on after the end of a socket (delivery rules 11 and 12): a function of what is known, and of nothing else.</summary>
/// <param name="Step">What to do.</param>
/// <param name="Delay">When.</param>
internal sealed record Recovery(RecoveryStep Step, RecoveryDelay Delay)
{
    /// <summary>A second overflow within this time that brought nothing means that haste does not help.</summary>
    private static readonly TimeSpan OverflowMemory = TimeSpan.FromMinutes(1);

    /// <summary>Decides.</summary>
    /// <param name="end">How the socket ended.</param>
    /// <param name="progressed">Whether it brought anything new.</param>
    /// <param name="held">Whether something before the newest event seen was left on the server.</param>
    /// <param name="sinceOverflow">How long before this end the last overflow was; null if there was none.</param>
    public static Recovery After(SocketEndKind end, bool progressed, bool held, TimeSpan? sinceOverflow)
    {
        return end switch
        {
            SocketEndKind.AccessRevoked => new(RecoveryStep.Stop, RecoveryDelay.None),

            // The handshake's answer has no body here; the same question by HTTP says why.
            SocketEndKind.Refused => new(RecoveryStep.AskWhy, RecoveryDelay.Backoff),

            // What came last need not be what was made last: something older may have been behind it in the queue that overflowed, and no
            // socket from the newest event on would bring that. An overflow that brought nothing is none that reading faster helps against.
            SocketEndKind.Overflow => new(
                RecoveryStep.CatchUp,
                progressed || sinceOverflow is null || sinceOverflow > OverflowMemory ? RecoveryDelay.None : RecoveryDelay.Backoff),

            SocketEndKind.ReplayRefused when progressed => new(held ? RecoveryStep.CatchUp : RecoveryStep.Reconnect, RecoveryDelay.None),
            SocketEndKind.Stale or SocketEndKind.Replaced => new(RecoveryStep.CatchUp, RecoveryDelay.None),
            _ => new(RecoveryStep.CatchUp, RecoveryDelay.Backoff),
        };
    }
}

namespace ClickClack.Realtime;

/// <summary>The kinds of ends as names for counters.</summary>
internal static class SocketEndNames
{
    /// <summary>The name of a kind.</summary>
    public static string Of(SocketEndKind kind) => kind switch
    {
        SocketEndKind.Overflow => "overflow",
        SocketEndKind.ReplayRefused => "replay_refused",
        SocketEndKind.AccessRevoked => "access_revoked",
        SocketEndKind.Refused => "refused",
        SocketEndKind.Stale => "stale",
        SocketEndKind.Replaced => "replaced",
        _ => "lost",
    };
}

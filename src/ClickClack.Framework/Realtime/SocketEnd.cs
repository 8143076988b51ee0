namespace ClickClack.Realtime;

/// <summary>Why a socket ended (4.4 of the protocol); it decides how to go on.</summary>
internal enum SocketEndKind
{
    /// <summary>It could not be opened, or broke: a network fault, a restart, a code that means neither of the others.</summary>
    Lost,

    /// <summary>1013: more than 32 events waited for us. Nothing is lost; reconnect at once.</summary>
    Overflow,

    /// <summary>4001: the place we asked for is not in the log, or more than 5,000 events back.</summary>
    ReplayRefused,

    /// <summary>1008: the bot was removed from the workspace or deleted.</summary>
    AccessRevoked,

    /// <summary>401 or 403 at the handshake.</summary>
    Refused,

    /// <summary>The log holds an event that the socket did not bring.</summary>
    Stale,

    /// <summary>We ended it ourselves, for another with the token that is in use now.</summary>
    Replaced,
}

/// <summary>How a socket ended.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Reason">In words, for one log line.</param>
internal sealed record SocketEnd(SocketEndKind Kind, string Reason)
{
    /// <summary>The code with which the server closed it; null if it did not.</summary>
    public int? Code { get; init; }
}

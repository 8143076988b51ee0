namespace ClickClack;

/// <summary>What a bot's connection is doing.</summary>
public enum ConnectionState
{
    /// <summary>It has not logged in yet.</summary>
    Starting,

    /// <summary>What happened while it was away, or what waited on the server, is being read. Messages are answered.</summary>
    CatchingUp,

    /// <summary>Everything was read, the connection is open, and what happens now comes by itself.</summary>
    Live,

    /// <summary>The connection is open, but the handlers are behind: further events wait on the server until there is room again.</summary>
    Parked,

    /// <summary>The connection is lost and is being made again. Nothing is lost with it.</summary>
    Recovering,

    /// <summary>The bot has ended, because the application does or because it cannot go on.</summary>
    Stopped,
}

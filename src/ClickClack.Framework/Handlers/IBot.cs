using ClickClack.Client;

namespace ClickClack;

/// <summary>The running bot. Take it as a service, in handlers as anywhere else.</summary>
public interface IBot
{
    /// <summary>Who the bot is.</summary>
    /// <exception cref="InvalidOperationException">It has not logged in yet: <see cref="Status"/> was never anything but starting.</exception>
#pragma warning disable CA1716 // Languages with a keyword of that name can bracket it; in a chat it is the right word.
    Author Me { get; }
#pragma warning restore CA1716

    /// <summary>The workspace the bot works in.</summary>
    /// <exception cref="InvalidOperationException">It has not logged in yet.</exception>
    WorkspaceId Workspace { get; }

    /// <summary>
    /// Every call of the server, with the bot's token and over its connections. A call gives up after 100 seconds; what the framework
    /// itself does for the bot waits longer.
    /// </summary>
    /// <exception cref="InvalidOperationException">The bot has not logged in yet.</exception>
    ClickClackClient Client { get; }

    /// <summary>How the connection is now.</summary>
    ConnectionStatus Status { get; }

    /// <summary>
    /// The state of the connection, or the reason for it, changed. Subscribers are called one after the other, in order, and never on
    /// the thread that reads events; what they throw is logged. By then <see cref="Status"/> may be ahead of what they are told.
    /// </summary>
    event EventHandler<ConnectionStatus> StatusChanged;

    /// <summary>Events were lost on the server's side. Subscribers are called as those of <see cref="StatusChanged"/>.</summary>
    event EventHandler<ConnectionGap> GapDetected;
}

using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>Hears how the connection fares; each call is at most one log line.</summary>
internal interface IConnectionObserver
{
    /// <summary>Something came from the server.</summary>
    void Alive();

    /// <summary>The log is being read through HTTP.</summary>
    /// <param name="firstRun">Whether there is nothing before to read.</param>
    void CatchingUp(bool firstRun);

    /// <summary>The socket is open and everything before it was read: from here on every event comes by itself.</summary>
    void Live();

    /// <summary>The socket ended, or could not be opened; the next attempt follows after a delay.</summary>
    void Reconnecting(TimeSpan delay, SocketEnd end);

    /// <summary>Events older than what a restart still answers were left out.</summary>
    void Skipped(int count, DateTimeOffset oldest, DateTimeOffset newest, TimeSpan resumeWithin);

    /// <summary>The log no longer holds the place to read on from: events between the two cursors may be gone.</summary>
    void Gap(string from, string to);

    /// <summary>The server has messages in so many conversations that it did not announce: its newest event is older than ours.</summary>
    void Unannounced(string from, string to, int conversations);

    /// <summary>Messages that the log could not bring were read from their conversations.</summary>
    void Filled(int messages);

    /// <summary>A frame was no event.</summary>
    void MalformedFrame(string reason);

    /// <summary>More is unfinished than may be; what comes stays on the server for now.</summary>
    void Parked(int unfinished);

    /// <summary>An event came that the server does not keep.</summary>
    /// <param name="wire">The event.</param>
    /// <param name="dropped">Whether it went by because the reader is parked.</param>
    void Ephemeral(WireEvent wire, bool dropped);

    /// <summary>What stayed on the server is being read.</summary>
    void Unparked();

    /// <summary>The log could not be read and is asked again.</summary>
    void Unavailable(ApiException error);
}

namespace ClickClack.Realtime;

/// <summary>Hears how the connection fares; each call is at most one log line.</summary>
internal interface IConnectionObserver
{
    /// <summary>The socket is open: from here on every event comes by itself.</summary>
    void Live();

    /// <summary>The socket ended, or could not be opened; the next attempt follows after a delay.</summary>
    void Reconnecting(TimeSpan delay, string reason);

    /// <summary>Events older than what a restart still answers were left out.</summary>
    void Skipped(int count, DateTimeOffset oldest, DateTimeOffset newest, TimeSpan resumeWithin);

    /// <summary>The log no longer holds the place to read on from: events between the two cursors may be gone.</summary>
    void Gap(string from, string to);

    /// <summary>A frame was no event.</summary>
    void MalformedFrame(string reason);

    /// <summary>More is unfinished than may be; what comes stays on the server for now.</summary>
    void Parked(int unfinished);

    /// <summary>What stayed on the server is being read.</summary>
    void Unparked();
}

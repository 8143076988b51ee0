using System.Net;

namespace ClickClack;

/// <summary>How a <see cref="LocalServer"/> is started.</summary>
public sealed class LocalServerOptions
{
    /// <summary>The TCP port; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The address to listen on; 127.0.0.1 by default. Any other than a loopback address needs <see cref="AllowRemote"/>.</summary>
    public IPAddress ListenAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Lets other machines connect. Everything goes over the network unencrypted, tokens included.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>
    /// Sockets that answer pings and close frames. The real server does neither, and a bot must not depend on it; off by default.
    /// </summary>
    public bool PoliteSockets { get; init; }

    /// <summary>
    /// Lets slash commands and event subscriptions call programs on this machine. By default callbacks go to public addresses only, as
    /// from the real server.
    /// </summary>
    public bool AllowLocalCallbacks { get; init; }

    /// <summary>
    /// Serves <c>/_local/faults</c>, by which a test in another process does what <see cref="LocalServer.Faults"/> does; off by default.
    /// </summary>
    public bool TestMode { get; init; }

    /// <summary>
    /// Where messages, uploads and tokens are kept, readable by their owner only; created when it does not exist. Null, the default, keeps everything
    /// in memory.
    /// </summary>
    public string? DataDirectory { get; init; }

    /// <summary>Whom the server knows from the start.</summary>
    public LocalSeed Seed { get; init; } = LocalSeed.Conformance;

    /// <summary>The clock of timestamps, expiry and time limits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

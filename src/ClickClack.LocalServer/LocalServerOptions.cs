namespace ClickClack;

/// <summary>How a <see cref="LocalServer"/> is started.</summary>
public sealed class LocalServerOptions
{
    /// <summary>The TCP port on 127.0.0.1; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

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

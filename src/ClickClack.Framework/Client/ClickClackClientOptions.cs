namespace ClickClack.Client;

/// <summary>Where a <see cref="ClickClackClient"/> calls, and as whom.</summary>
public sealed class ClickClackClientOptions
{
    internal static readonly TimeSpan DefaultCallTimeout = TimeSpan.FromSeconds(100);

    /// <summary>The server's address, a path prefix included.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The bot's token (<c>ccb_…</c>); empty for <see cref="ClickClackClient.ClaimSetupCodeAsync"/>, which needs none.</summary>
    public string Token { get; init; } = "";

    /// <summary>How long a call may take with all its attempts. Default 100 seconds; an attempt ends after 30.</summary>
    public TimeSpan CallTimeout { get; init; } = DefaultCallTimeout;

    /// <summary>Whether the token may travel in plain http to another machine. Default false.</summary>
    public bool AllowInsecureHttp { get; init; }
}

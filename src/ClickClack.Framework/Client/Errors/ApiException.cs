using System.Net;

namespace ClickClack.Client;

/// <summary>
/// A call that did not do what it was made for. What it means is said by the derived types: <see cref="UnauthorizedException"/>,
/// <see cref="MissingScopeException"/>, <see cref="AccessRefusedException"/>, <see cref="ModeratedException"/>,
/// <see cref="NotVisibleException"/>, <see cref="InvalidRequestException"/>, <see cref="QuoteRefusedException"/>,
/// <see cref="ConflictException"/>, <see cref="NonceConflictException"/>, <see cref="TooLargeException"/>,
/// <see cref="QuotaExceededException"/>, <see cref="RateLimitedException"/>, <see cref="UnavailableException"/>,
/// <see cref="ProtocolException"/>. The message names the call and what the server said, never a token.
/// </summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public class ApiException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The status; null if no answer came.</summary>
    public HttpStatusCode? Status { get; internal set; }

    /// <summary>The call, method and path without the query, for example <c>GET api/me</c>; empty if no single call failed.</summary>
    public string Endpoint { get; internal set; } = "";

    /// <summary>The id under which the server, and what stands before it, know the call; null if it was never sent.</summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>What the server said: one line, bounded, tokens blanked; null if it said nothing.</summary>
    public string? ServerText { get; internal set; }
}

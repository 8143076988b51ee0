namespace ClickClack.Client;

/// <summary>429: too many calls. <see cref="UnavailableException.RetryAfter"/> says how long to wait, if the server does.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public sealed class RateLimitedException(string message, Exception? inner = null) : UnavailableException(message, inner);

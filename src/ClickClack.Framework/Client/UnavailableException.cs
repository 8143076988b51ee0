namespace ClickClack.Client;

/// <summary>No answer, or one that says "not now" (429, 5xx): the same call may succeed later.</summary>
internal sealed class UnavailableException(string message, TimeSpan? retryAfter = null, Exception? inner = null) : ApiException(message, inner)
{
    /// <summary>How long the server asked to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

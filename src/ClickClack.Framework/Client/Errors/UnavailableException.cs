namespace ClickClack.Client;

/// <summary>No answer, or one that says "not now" (5xx, 429, a fault of the database): the same call may succeed later.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public class UnavailableException(string message, Exception? inner = null) : ApiException(message, inner)
{
    /// <summary>How long the server asked to wait; or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the server may have done what was asked although no answer says so.</summary>
    public bool OutcomeUnknown { get; init; }
}

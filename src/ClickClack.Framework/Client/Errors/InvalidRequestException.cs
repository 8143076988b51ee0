namespace ClickClack.Client;

/// <summary>400: the server will not do this, now or later, because of what the call says.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public class InvalidRequestException(string message, Exception? inner = null) : ApiException(message, inner)
{
    /// <summary>Whether the text is none that is known: the server reports some faults of its own as 400 too (5.3 of the protocol).</summary>
    internal bool MayBeServerFault { get; init; }
}

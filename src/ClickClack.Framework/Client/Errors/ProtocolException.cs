namespace ClickClack.Client;

/// <summary>The answer is not what a ClickClack server says: another program's, or a proxy's that changes what passes.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public sealed class ProtocolException(string message, Exception? inner = null) : ApiException(message, inner)
{
    /// <summary>Whether the same server has given right answers before.</summary>
    internal bool MayPass { get; init; }
}

namespace ClickClack.Client;

/// <summary>A name fits more than one; its message lists them with their ids.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public sealed class AmbiguousNameException(string message, Exception? inner = null) : ApiException(message, inner);

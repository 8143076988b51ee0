namespace ClickClack.Client;

/// <summary>413: the request is larger than the server takes (1 MiB for JSON, 64 MiB for an upload).</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public sealed class TooLargeException(string message, Exception? inner = null) : ApiException(message, inner);

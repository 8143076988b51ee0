namespace ClickClack.Client;

/// <summary>What the call names does not exist, or not for this caller; the server does not tell the two apart, and says so with 403, 404 or 400.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public sealed class NotVisibleException(string message, Exception? inner = null) : ApiException(message, inner);

namespace ClickClack.Client;

/// <summary>403: what the call asks for is not for this caller, whatever its scopes.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public class AccessRefusedException(string message, Exception? inner = null) : ApiException(message, inner);

namespace ClickClack.Client;

/// <summary>The nonce was used for something else. For messages the server says so with 400, for uploads with 409.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public sealed class NonceConflictException(string message, Exception? inner = null) : ConflictException(message, inner);

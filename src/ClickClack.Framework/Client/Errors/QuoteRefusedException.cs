namespace ClickClack.Client;

/// <summary>400: the message to be quoted is deleted, or not where the new one goes.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public sealed class QuoteRefusedException(string message, Exception? inner = null) : InvalidRequestException(message, inner);

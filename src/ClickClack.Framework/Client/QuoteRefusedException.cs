namespace ClickClack.Client;

/// <summary>400: the quoted message is gone or elsewhere.</summary>
internal sealed class QuoteRefusedException(string message) : ApiException(message);

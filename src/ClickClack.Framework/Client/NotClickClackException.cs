namespace ClickClack.Client;

/// <summary>What answers does not speak the protocol: another program, a proxy's page, or a redirect.</summary>
internal sealed class NotClickClackException(string message, Exception? inner = null) : ApiException(message, inner);

namespace ClickClack.Client;

/// <summary>401, also after it was tried again: the token is dead.</summary>
internal sealed class UnauthorizedException(string message) : ApiException(message);

namespace ClickClack.Client;

/// <summary>401, also when asked again: the token is unknown, revoked, or its bot is no longer in the workspace.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public sealed class UnauthorizedException(string message, Exception? inner = null) : ApiException(message, inner);

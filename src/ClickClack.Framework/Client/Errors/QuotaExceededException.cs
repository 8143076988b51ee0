namespace ClickClack.Client;

/// <summary>A quota is used up: 64 files or 512 MiB per bot and workspace, for good; or 100 pins per channel.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public sealed class QuotaExceededException(string message, Exception? inner = null) : ApiException(message, inner);

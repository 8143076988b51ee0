namespace ClickClack.Client;

/// <summary>403: the workspace's owner has blocked the bot or timed it out. Reading still works.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public sealed class ModeratedException(string message, Exception? inner = null) : AccessRefusedException(message, inner);

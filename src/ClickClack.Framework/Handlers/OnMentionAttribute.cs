namespace ClickClack;

/// <summary>
/// Listens to messages that mention the bot's handle: in channels, threads and group conversations. A direct message between one
/// person and the bot is never a mention, whatever it says: it belongs to <see cref="OnDmAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class OnMentionAttribute : Attribute;

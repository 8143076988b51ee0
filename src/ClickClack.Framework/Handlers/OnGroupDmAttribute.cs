namespace ClickClack;

/// <summary>
/// Listens to group conversations: direct messages between the bot and several people (root messages; a reply in a thread of such a
/// conversation is <see cref="OnThreadAttribute"/>). On a class whose methods carry attributes, or next to a command, pattern, mention
/// or message attribute, it says where those listen, threads included, and is no route itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class OnGroupDmAttribute : Attribute;

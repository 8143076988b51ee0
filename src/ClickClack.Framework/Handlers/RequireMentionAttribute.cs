namespace ClickClack;

/// <summary>
/// Whether a message must be meant for the bot to reach a handler, in place of what the configuration says
/// (<c>ClickClack:RequireMention</c>): in a channel or group it must mention the bot, be a command that names it, or stand in a thread
/// that began so. On a method, on a class for all handlers in it, or on the assembly for all its handlers; the innermost counts.
/// </summary>
/// <param name="required">False for a handler that needs no mention although the others do.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Assembly, Inherited = false)]
public sealed class RequireMentionAttribute(bool required = true) : Attribute
{
    /// <summary>Whether a message must be meant for the bot.</summary>
    public bool Required { get; } = required;
}

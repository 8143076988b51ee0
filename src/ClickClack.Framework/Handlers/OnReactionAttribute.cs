namespace ClickClack;

/// <summary>
/// Listens to reactions. The handler may take the <see cref="Reaction"/>, the <see cref="Author"/> who reacted, and the
/// <see cref="Message"/> reacted to, which costs a request. What it returns goes to where that message is. The bot's own reactions are
/// never handled, those of other bots only if they are allowed.
/// </summary>
/// <param name="emojis">Any of these, as a client sends them (<c>"🚀"</c>); none means whatever has no handler of its own there.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class OnReactionAttribute(params string[] emojis) : Attribute
{
    /// <summary>The emojis; empty for any.</summary>
    public IReadOnlyList<string> Emojis { get; } = emojis;

    /// <summary>Whether it listens to reactions that are taken back, in place of those that are given.</summary>
    public bool Removed { get; set; }
}

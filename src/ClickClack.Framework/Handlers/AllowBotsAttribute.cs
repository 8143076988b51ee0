namespace ClickClack;

/// <summary>
/// Bots that a handler answers, beside those that the configuration admits (<c>ClickClack:AllowBots</c>). On a method, on a class for
/// all handlers in it, or on the assembly for all its handlers; the innermost counts.
/// </summary>
/// <param name="bots">User ids (<c>usr_…</c>) or handles (<c>@rover</c>) of bots; at least one, and never <c>*</c>.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Assembly, Inherited = false)]
public sealed class AllowBotsAttribute(params string[] bots) : Attribute
{
    /// <summary>User ids or handles.</summary>
    public IReadOnlyList<string> Bots { get; } = bots;
}

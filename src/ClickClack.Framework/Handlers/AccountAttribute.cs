namespace ClickClack;

/// <summary>
/// Keeps handlers to one account of a program that runs several: to the others they do not exist. On a method, on a class for all
/// handlers in it, or on the assembly for all its handlers; the innermost counts. Of two routes that are otherwise equal the one of the
/// account wins.
/// </summary>
/// <param name="name">The account's name, in any case (<c>ClickClack:DefaultAccount</c>).</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Assembly, Inherited = false)]
public sealed class AccountAttribute(string name) : Attribute
{
    /// <summary>The account's name.</summary>
    public string Name { get; } = name;
}

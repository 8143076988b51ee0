namespace ClickClack;

/// <summary>
/// Listens to a command: a message whose text starts with <c>/name</c>, in any case, alone or addressed to the bot
/// (<c>/name@bot</c>, <c>@bot /name</c>). The words after it become the method's parameters.
/// </summary>
/// <param name="name">1 to 32 characters of <c>a-z</c>, <c>0-9</c>, <c>_</c> and <c>-</c>, without the slash.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class OnCommandAttribute(string name) : Attribute
{
    /// <summary>The command's name, without the slash.</summary>
    public string Name { get; } = name;
}

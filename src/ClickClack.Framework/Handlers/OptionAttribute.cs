namespace ClickClack;

/// <summary>
/// On a parameter of a command: an option, which may stand anywhere before the rest of the text. <c>--name value</c>, <c>--name=value</c>;
/// with a letter also <c>-n value</c>, <c>-nvalue</c>, <c>-n=value</c>. A <see cref="bool"/> is a switch: <c>--name</c> or
/// <c>--name=false</c>, and several letters may share a dash. A list takes the option any number of times.
/// </summary>
/// <param name="name">The name without dashes: lower-case letters and digits with single dashes between, a letter first.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OptionAttribute(string name) : Attribute
{
    /// <summary>An option with a letter.</summary>
    /// <param name="name">The name without dashes: lower-case letters and digits with single dashes between, a letter first.</param>
    /// <param name="letter">An ASCII letter; its case counts.</param>
    public OptionAttribute(string name, char letter)
        : this(name) => Letter = letter;

    /// <summary>The name without dashes.</summary>
    public string Name { get; } = name;

    /// <summary>The letter; null if there is none.</summary>
    public char? Letter { get; }
}

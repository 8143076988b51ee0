namespace ClickClack;

/// <summary>
/// Listens to a command: a message whose text starts with <c>/name</c>, in any case, alone or addressed to the bot
/// (<c>/name@bot</c>, <c>@bot /name</c>). The words after it become the method's parameters.
/// </summary>
/// <remarks>
/// Words are separated by blanks; <c>"two words"</c> is one, and within the quotes <c>\"</c> is a quote and <c>\\</c> a backslash. A
/// parameter with a default value, or a nullable one, may be left out; a list takes all words that are left, <c>[Option]</c> makes an
/// option, <c>[Rest]</c> takes the text as it stands. If something does not fit, the handler is not called, and the reply says what, why
/// and how the command is used. A handler without such parameters that takes a <see cref="Message"/> reads the text itself.
/// <para>
/// A name of several words is a sub-command: <c>deploy rollback</c> takes <c>/deploy rollback …</c> from <c>deploy</c>, because the
/// longest name wins. Where only sub-commands of <c>deploy</c> listen, anything else after <c>/deploy</c> is answered with a list of them.
/// </para>
/// </remarks>
/// <param name="name">
/// 1 to 32 characters of <c>a-z</c>, <c>0-9</c>, <c>_</c> and <c>-</c>, without the slash; or up to four such words with a blank between.
/// </param>
/// <param name="aliases">Other names of the same command, each of as many words.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class OnCommandAttribute(string name, params string[] aliases) : Attribute
{
    /// <summary>The command's name, without the slash.</summary>
    public string Name { get; } = name;

    /// <summary>What it does, in one line, for help and the command menu; null for the summary of the handler's documentation.</summary>
    public string? Description { get; init; }

    /// <summary>Other names of the same command; those who use it are shown <see cref="Name"/>.</summary>
    public IReadOnlyList<string> Aliases { get; } = aliases;
}

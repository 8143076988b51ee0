namespace ClickClack.Dispatch;

/// <summary>What a piece of a command's text is.</summary>
internal enum ArgumentTokenKind
{
    /// <summary>A word, known by its position.</summary>
    Word,

    /// <summary>An option of the command, with its value if it has one.</summary>
    Option,

    /// <summary>What has the form of an option, and the command has none of that name.</summary>
    UnknownOption,

    /// <summary>A word with a quote that is never closed; there is nothing behind it.</summary>
    Unclosed,
}

/// <summary>A piece of a command's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
internal readonly record struct ArgumentToken(ArgumentTokenKind Kind, int Start)
{
    /// <summary>Where the name of an option, its dashes included, ends.</summary>
    public int NameEnd { get; init; }

    /// <summary>The option.</summary>
    public int Parameter { get; init; } = -1;

    /// <summary>The word, or the value of the option; null if it has none.</summary>
    public ArgumentWord? Word { get; init; }
}

/// <summary>How far a command's text is read.</summary>
/// <param name="Position">Where the next piece begins.</param>
internal record struct ArgumentCursor(int Position)
{
    /// <summary>Within <c>-abc</c> where <c>-a</c> is done, the next letter; else 0.</summary>
    public int Letter { get; set; }

    /// <summary>Whether <c>--</c> was read: what follows are words.</summary>
    public bool OptionsEnded { get; set; }
}

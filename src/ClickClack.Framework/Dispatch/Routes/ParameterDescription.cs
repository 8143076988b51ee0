using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>An argument of a command in words: for usage lines, help and the command menu. Used by generated code.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Expected">What it takes, with an article: <c>a whole number</c>. Null if there is no more to say than its name.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ParameterDescription(string Name, string? Expected = null)
{
    /// <summary>What it is for, from the handler's documentation; or null.</summary>
    public string? Description { get; init; }

    /// <summary>The name after <c>--</c> if it is an option, else null.</summary>
    public string? Option { get; init; }

    /// <summary>The letter after <c>-</c>; null if it has none.</summary>
    public char? Letter { get; init; }

    /// <summary>Whether it may be missing.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether it is an option that needs no value: it is there or it is not.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>Whether it takes several values: all words that are left, or an option that may be repeated.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether it is the rest of the text as it was written.</summary>
    public bool IsRest { get; init; }

    /// <summary>The words it takes, if these are all there are; else empty.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What people call it: <c>--count</c> for an option, else the name.</summary>
    public string Label => Option is null ? Name : "--" + Option;

    /// <summary>Whether it is a word, known by its position.</summary>
    internal bool IsWord => Option is null && !IsRest;
}

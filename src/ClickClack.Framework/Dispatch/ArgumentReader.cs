using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace ClickClack.Dispatch;

/// <summary>
/// Reads the arguments of a command, one after the other. The first that is missing or wrong ends it: <see cref="Refusal"/> then says
/// which, why, and how the command is used. Takes time linear in the text, whatever it is. Used by generated code.
/// </summary>
/// <remarks>
/// Arguments are words separated by blanks; <c>"two words"</c> is one. Within the quotes <c>\"</c> is a quote and <c>\\</c> a
/// backslash, any other backslash is itself. A quote inside a word is a letter.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ArgumentReader
{
    private readonly string _text;
    private readonly string _usage;
    private int _position;
    private string? _problem;

    /// <summary>A reader at the first argument.</summary>
    /// <param name="text">The text of a message that is a command.</param>
    /// <param name="usage">How the command is used, for example <c>/roll &lt;dice&gt;</c>.</param>
    /// <param name="words">How many words the command has.</param>
    public ArgumentReader(string text, string usage, int words = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
        _usage = usage;
        _position = CommandLine.ArgumentsStart(text, words);
    }

    /// <summary>Whether there is another argument.</summary>
    public readonly bool HasMore => _position < _text.Length;

    /// <summary>What to answer once a read failed: what was wrong, and the usage line.</summary>
    /// <remarks>A reply is Markdown: outside of code <c>&lt;dice&gt;</c> would be taken for a tag and not be shown.</remarks>
    public readonly Reply Refusal => Reply.InPlace($"{_problem}\nusage: `{_usage}`");

    /// <summary>Reads a word as it is.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The word without its quotes.</param>
    /// <param name="description">What the parameter is for, in words, or null.</param>
    public bool TryReadText(string parameter, [NotNullWhen(true)] out string? value, string? description = null)
    {
        value = TryReadWord(parameter, null, description, out ReadOnlySpan<char> word) ? word.ToString() : null;
        return value is not null;
    }

    /// <summary>Reads a value that parses itself from characters.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="expected">What it takes, with an article: <c>a whole number</c>. Null if there is no more to say than its name.</param>
    /// <param name="value">The value.</param>
    /// <param name="description">What the parameter is for, in words, or null.</param>
    public bool TryRead<T>(string parameter, string? expected, [NotNullWhen(true)] out T? value, string? description = null)
        where T : ISpanParsable<T>
    {
        value = default;
        return TryReadWord(parameter, expected, description, out ReadOnlySpan<char> word)
            && (T.TryParse(word, CultureInfo.InvariantCulture, out value) || IsNot(word, parameter, expected, description));
    }

    /// <inheritdoc cref="TryRead{T}(string, string?, out T, string?)"/>
    public bool TryRead<T>(string parameter, string? expected, [NotNullWhen(true)] out T? value, string? description = null)
        where T : struct, ISpanParsable<T>
    {
        bool read = TryRead(parameter, expected, out T plain, description);
        value = plain;
        return read;
    }

    /// <summary>Reads a number that may have a fraction: <c>2.5</c>, <c>-1e3</c>.</summary>
    /// <remarks>
    /// By itself such a type skips the separators of thousands, wherever they are: <c>2,5</c>, which half of the world writes for two
    /// and a half, would be 25. What is too large for the type or no number at all is refused as well.
    /// </remarks>
    /// <inheritdoc cref="TryRead{T}(string, string?, out T, string?)"/>
    public bool TryReadNumber<T>(string parameter, string? expected, out T value, string? description = null)
        where T : struct, INumberBase<T>
    {
        value = default;
        return TryReadWord(parameter, expected, description, out ReadOnlySpan<char> word)
            && ((T.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && T.IsFinite(value))
                || IsNot(word, parameter, expected, description));
    }

    /// <inheritdoc cref="TryReadNumber{T}(string, string?, out T, string?)"/>
    public bool TryReadNumber<T>(string parameter, string? expected, [NotNullWhen(true)] out T? value, string? description = null)
        where T : struct, INumberBase<T>
    {
        bool read = TryReadNumber(parameter, expected, out T plain, description);
        value = plain;
        return read;
    }

    /// <summary>Reads a value that parses itself from a string.</summary>
    /// <inheritdoc cref="TryRead{T}(string, string?, out T, string?)"/>
    public bool TryReadParsable<T>(string parameter, string? expected, [NotNullWhen(true)] out T? value, string? description = null)
        where T : IParsable<T>
    {
        value = default;
        return TryReadWord(parameter, expected, description, out ReadOnlySpan<char> word)
            && (T.TryParse(word.ToString(), CultureInfo.InvariantCulture, out value) || IsNot(word, parameter, expected, description));
    }

    /// <inheritdoc cref="TryReadParsable{T}(string, string?, out T, string?)"/>
    public bool TryReadParsable<T>(string parameter, string? expected, [NotNullWhen(true)] out T? value, string? description = null)
        where T : struct, IParsable<T>
    {
        bool read = TryReadParsable(parameter, expected, out T plain, description);
        value = plain;
        return read;
    }

    /// <summary>Reads one of a set of names, in any case.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="expected">The names: <c>one of staging, production</c>.</param>
    /// <param name="parser">Reads the name.</param>
    /// <param name="value">The value.</param>
    /// <param name="description">What the parameter is for, in words, or null.</param>
    public bool TryReadName<T>(string parameter, string expected, ArgumentParser<T> parser, out T value, string? description = null)
        where T : struct
    {
        value = default;
        return TryReadWord(parameter, expected, description, out ReadOnlySpan<char> word)
            && (parser(word.ToString().ToLowerInvariant(), out value) || IsNot(word, parameter, expected, description));
    }

    /// <inheritdoc cref="TryReadName{T}(string, string, ArgumentParser{T}, out T, string?)"/>
    public bool TryReadName<T>(
        string parameter, string expected, ArgumentParser<T> parser, [NotNullWhen(true)] out T? value, string? description = null)
        where T : struct
    {
        bool read = TryReadName(parameter, expected, parser, out T plain, description);
        value = plain;
        return read;
    }

    /// <summary>Reads yes or no: <c>true</c>, <c>yes</c>, <c>on</c>, or <c>false</c>, <c>no</c>, <c>off</c>, in any case.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The answer.</param>
    /// <param name="description">What the parameter is for, in words, or null.</param>
    public bool TryReadBoolean(string parameter, out bool value, string? description = null) =>
        TryReadName(parameter, "yes or no", ParseBoolean, out value, description);

    /// <inheritdoc cref="TryReadBoolean(string, out bool, string?)"/>
    public bool TryReadBoolean(string parameter, [NotNullWhen(true)] out bool? value, string? description = null) =>
        TryReadName(parameter, "yes or no", ParseBoolean, out value, description);

    /// <summary>Reads an absolute address with its scheme.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The address.</param>
    /// <param name="description">What the parameter is for, in words, or null.</param>
    public bool TryReadAddress(string parameter, [NotNullWhen(true)] out Uri? value, string? description = null)
    {
        const string Expected = "an address such as https://example.org";
        value = null;

        // A path such as /tmp would be a file's address too; without a scheme it is none here.
        return TryReadWord(parameter, Expected, description, out ReadOnlySpan<char> word)
            && ((char.IsAsciiLetter(word.Length > 0 ? word[0] : ' ') && Uri.TryCreate(word.ToString(), UriKind.Absolute, out value))
                || IsNot(word, parameter, Expected, description));
    }

    /// <summary>Reads all that is left, as it was written, quotes and all.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The text, without blanks around it.</param>
    /// <param name="description">What the parameter is for, in words, or null.</param>
    public bool TryReadRest(string parameter, [NotNullWhen(true)] out string? value, string? description = null)
    {
        value = HasMore ? _text[_position..].TrimEnd() : null;
        _position = _text.Length;
        return value is not null || IsMissing(parameter, null, description);
    }

    /// <summary>Checks that nothing is left.</summary>
    public bool TryReadEnd()
    {
        if (!HasMore)
        {
            return true;
        }

        ArgumentWord.TryRead(_text, ref _position, out ReadOnlySpan<char> word);
        _problem = $"{ArgumentEcho.Of(word)} is one word too many";
        return false;
    }

    private bool TryReadWord(string parameter, string? expected, string? description, out ReadOnlySpan<char> word)
    {
        word = default;
        if (!HasMore)
        {
            return IsMissing(parameter, expected, description);
        }

        if (ArgumentWord.TryRead(_text, ref _position, out word))
        {
            return true;
        }

        _problem = $"{ArgumentEcho.Of(word[1..])} has no closing quote ({parameter})";
        return false;
    }

    private bool IsMissing(string parameter, string? expected, string? description)
    {
        _problem = (expected, description) switch
        {
            (null, null) => $"{parameter} is missing",
            (not null, not null) => $"{parameter} is missing: {description} ({expected})",
            _ => $"{parameter} is missing: {description ?? expected}",
        };
        return false;
    }

    private bool IsNot(ReadOnlySpan<char> word, string parameter, string? expected, string? description)
    {
        string named = description is null ? parameter : $"{parameter}: {description}";
        _problem = expected is null
            ? $"{ArgumentEcho.Of(word)} is not valid as {named}"
            : $"{ArgumentEcho.Of(word)} is not {expected} ({named})";
        return false;
    }

    private static bool ParseBoolean(ReadOnlySpan<char> lower, out bool value)
    {
        value = lower is "true" or "yes" or "on";
        return value || lower is "false" or "no" or "off";
    }
}

using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

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
    public ArgumentReader(string text, string usage)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
        _usage = usage;
        _position = CommandLine.ArgumentsStart(text);
    }

    /// <summary>Whether there is another argument.</summary>
    public readonly bool HasMore => _position < _text.Length;

    /// <summary>What to answer once a read failed: what was wrong, and the usage line.</summary>
    public readonly Reply Refusal => Reply.InPlace($"{_problem}\nusage: {_usage}");

    /// <summary>Reads a word as it is.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The word without its quotes.</param>
    public bool TryReadText(string parameter, [NotNullWhen(true)] out string? value)
    {
        value = TryReadWord(parameter, null, out ReadOnlySpan<char> word) ? word.ToString() : null;
        return value is not null;
    }

    /// <summary>Reads a value that parses itself from characters.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="expected">What it takes, with an article: <c>a whole number</c>.</param>
    /// <param name="value">The value.</param>
    public bool TryRead<T>(string parameter, string expected, [NotNullWhen(true)] out T? value)
        where T : ISpanParsable<T>
    {
        value = default;
        return TryReadWord(parameter, expected, out ReadOnlySpan<char> word)
            && (T.TryParse(word, CultureInfo.InvariantCulture, out value) || IsNot(word, parameter, expected));
    }

    /// <inheritdoc cref="TryRead{T}(string, string, out T)"/>
    public bool TryRead<T>(string parameter, string expected, [NotNullWhen(true)] out T? value)
        where T : struct, ISpanParsable<T>
    {
        bool read = TryRead(parameter, expected, out T plain);
        value = plain;
        return read;
    }

    /// <summary>Reads a value that parses itself from a string.</summary>
    /// <inheritdoc cref="TryRead{T}(string, string, out T)"/>
    public bool TryReadParsable<T>(string parameter, string expected, [NotNullWhen(true)] out T? value)
        where T : IParsable<T>
    {
        value = default;
        return TryReadWord(parameter, expected, out ReadOnlySpan<char> word)
            && (T.TryParse(word.ToString(), CultureInfo.InvariantCulture, out value) || IsNot(word, parameter, expected));
    }

    /// <inheritdoc cref="TryReadParsable{T}(string, string, out T)"/>
    public bool TryReadParsable<T>(string parameter, string expected, [NotNullWhen(true)] out T? value)
        where T : struct, IParsable<T>
    {
        bool read = TryReadParsable(parameter, expected, out T plain);
        value = plain;
        return read;
    }

    /// <summary>Reads one of a set of names, in any case.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="expected">The names: <c>one of staging, production</c>.</param>
    /// <param name="parser">Reads the name.</param>
    /// <param name="value">The value.</param>
    public bool TryReadName<T>(string parameter, string expected, ArgumentParser<T> parser, out T value)
        where T : struct
    {
        value = default;
        return TryReadWord(parameter, expected, out ReadOnlySpan<char> word)
            && (parser(word.ToString().ToLowerInvariant(), out value) || IsNot(word, parameter, expected));
    }

    /// <inheritdoc cref="TryReadName{T}(string, string, ArgumentParser{T}, out T)"/>
    public bool TryReadName<T>(string parameter, string expected, ArgumentParser<T> parser, [NotNullWhen(true)] out T? value)
        where T : struct
    {
        bool read = TryReadName(parameter, expected, parser, out T plain);
        value = plain;
        return read;
    }

    /// <summary>Reads yes or no: <c>true</c>, <c>yes</c>, <c>on</c>, or <c>false</c>, <c>no</c>, <c>off</c>, in any case.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The answer.</param>
    public bool TryReadBoolean(string parameter, out bool value) => TryReadName(parameter, "yes or no", ParseBoolean, out value);

    /// <inheritdoc cref="TryReadBoolean(string, out bool)"/>
    public bool TryReadBoolean(string parameter, [NotNullWhen(true)] out bool? value) =>
        TryReadName(parameter, "yes or no", ParseBoolean, out value);

    /// <summary>Reads an absolute address with its scheme.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The address.</param>
    public bool TryReadAddress(string parameter, [NotNullWhen(true)] out Uri? value)
    {
        const string Expected = "an address such as https://example.org";
        value = null;

        // A path such as /tmp would be a file's address too; without a scheme it is none here.
        return TryReadWord(parameter, Expected, out ReadOnlySpan<char> word)
            && ((char.IsAsciiLetter(word.Length > 0 ? word[0] : ' ') && Uri.TryCreate(word.ToString(), UriKind.Absolute, out value))
                || IsNot(word, parameter, Expected));
    }

    /// <summary>Reads all that is left, as it was written, quotes and all.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The text, without blanks around it.</param>
    public bool TryReadRest(string parameter, [NotNullWhen(true)] out string? value)
    {
        value = HasMore ? _text[_position..].TrimEnd() : null;
        _position = _text.Length;
        return value is not null || IsMissing(parameter, null);
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

    private bool TryReadWord(string parameter, string? expected, out ReadOnlySpan<char> word)
    {
        word = default;
        if (!HasMore)
        {
            return IsMissing(parameter, expected);
        }

        if (ArgumentWord.TryRead(_text, ref _position, out word))
        {
            return true;
        }

        _problem = $"{ArgumentEcho.Of(word[1..])} has no closing quote ({parameter})";
        return false;
    }

    private bool IsMissing(string parameter, string? expected)
    {
        _problem = expected is null ? $"{parameter} is missing" : $"{parameter} is missing: {expected}";
        return false;
    }

    private bool IsNot(ReadOnlySpan<char> word, string parameter, string expected)
    {
        _problem = $"{ArgumentEcho.Of(word)} is not {expected} ({parameter})";
        return false;
    }

    private static bool ParseBoolean(ReadOnlySpan<char> lower, out bool value)
    {
        value = lower is "true" or "yes" or "on";
        return value || lower is "false" or "no" or "off";
    }
}

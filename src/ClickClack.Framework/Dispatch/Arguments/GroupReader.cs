using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace ClickClack.Dispatch;

/// <summary>Reads the named groups of a pattern as typed values. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GroupReader
{
    private readonly Match? _match;

    /// <summary>Finds a pattern in a text in which it is.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text of a message.</param>
    public GroupReader(Regex pattern, string text)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        try
        {
            _match = pattern.Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // As if it had no groups: nothing required can be read.
        }
    }

    /// <summary>Whether a group took part in the match.</summary>
    /// <param name="group">The group's name.</param>
    public bool Has(string group) => _match?.Groups[group].Success == true;

    /// <summary>Reads a group as it is.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="value">What it matched.</param>
    /// <returns>Whether it took part in the match.</returns>
    public bool TryReadText(string group, [NotNullWhen(true)] out string? value)
    {
        value = Has(group) ? _match!.Groups[group].Value : null;
        return value is not null;
    }

    /// <summary>Reads a value that its type parses from characters.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one.</returns>
    public bool TryRead<T>(string group, [NotNullWhen(true)] out T? value)
        where T : ISpanParsable<T>
    {
        value = default;
        return Has(group) && T.TryParse(Span(group), CultureInfo.InvariantCulture, out value);
    }

    /// <inheritdoc cref="TryRead{T}(string, out T)"/>
    public bool TryRead<T>(string group, [NotNullWhen(true)] out T? value)
        where T : struct, ISpanParsable<T>
    {
        bool read = TryRead(group, out T plain);
        value = plain;
        return read;
    }

    /// <summary>Reads a number that may have a fraction, written with a full stop and without separators.</summary>
    /// <inheritdoc cref="TryRead{T}(string, out T)"/>
    public bool TryReadNumber<T>(string group, out T value)
        where T : struct, INumberBase<T>
    {
        value = default;
        return Has(group)
            && T.TryParse(Span(group), NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && T.IsFinite(value);
    }

    /// <inheritdoc cref="TryReadNumber{T}(string, out T)"/>
    public bool TryReadNumber<T>(string group, [NotNullWhen(true)] out T? value)
        where T : struct, INumberBase<T>
    {
        bool read = TryReadNumber(group, out T plain);
        value = plain;
        return read;
    }

    /// <summary>Reads a duration, as commands do: <c>1h30m</c>, <c>90s</c>, <c>2d</c>, or <c>1:30:00</c>.</summary>
    /// <inheritdoc cref="TryRead{T}(string, out T)"/>
    public bool TryReadDuration(string group, out TimeSpan value)
    {
        value = default;
        return Has(group) && DurationText.TryParse(Span(group), out value);
    }

    /// <inheritdoc cref="TryReadDuration(string, out TimeSpan)"/>
    public bool TryReadDuration(string group, [NotNullWhen(true)] out TimeSpan? value)
    {
        bool read = TryReadDuration(group, out TimeSpan plain);
        value = plain;
        return read;
    }

    /// <summary>Reads a date, or a date and time, as commands do: without a zone it is UTC.</summary>
    /// <inheritdoc cref="TryRead{T}(string, out T)"/>
    public bool TryReadMoment(string group, out DateTimeOffset value)
    {
        value = default;
        return Has(group) && MomentText.TryParse(Span(group), out value);
    }

    /// <inheritdoc cref="TryReadMoment(string, out DateTimeOffset)"/>
    public bool TryReadMoment(string group, [NotNullWhen(true)] out DateTimeOffset? value)
    {
        bool read = TryReadMoment(group, out DateTimeOffset plain);
        value = plain;
        return read;
    }

    /// <inheritdoc cref="TryReadMoment(string, out DateTimeOffset)"/>
    public bool TryReadMoment(string group, out DateTime value)
    {
        value = default;
        return Has(group) && MomentText.TryParse(Span(group), out value);
    }

    /// <inheritdoc cref="TryReadMoment(string, out DateTime)"/>
    public bool TryReadMoment(string group, [NotNullWhen(true)] out DateTime? value)
    {
        bool read = TryReadMoment(group, out DateTime plain);
        value = plain;
        return read;
    }

    /// <inheritdoc cref="TryReadMoment(string, out DateTimeOffset)"/>
    public bool TryReadMoment(string group, out DateOnly value)
    {
        value = default;
        return Has(group) && MomentText.TryParse(Span(group), out value);
    }

    /// <inheritdoc cref="TryReadMoment(string, out DateOnly)"/>
    public bool TryReadMoment(string group, [NotNullWhen(true)] out DateOnly? value)
    {
        bool read = TryReadMoment(group, out DateOnly plain);
        value = plain;
        return read;
    }

    /// <inheritdoc cref="TryReadMoment(string, out DateTimeOffset)"/>
    public bool TryReadMoment(string group, out TimeOnly value)
    {
        value = default;
        return Has(group) && MomentText.TryParse(Span(group), out value);
    }

    /// <inheritdoc cref="TryReadMoment(string, out TimeOnly)"/>
    public bool TryReadMoment(string group, [NotNullWhen(true)] out TimeOnly? value)
    {
        bool read = TryReadMoment(group, out TimeOnly plain);
        value = plain;
        return read;
    }

    /// <summary>Reads a value that its type parses from a string.</summary>
    /// <inheritdoc cref="TryRead{T}(string, out T)"/>
    public bool TryReadParsable<T>(string group, [NotNullWhen(true)] out T? value)
        where T : IParsable<T>
    {
        value = default;
        return Has(group) && T.TryParse(_match!.Groups[group].Value, CultureInfo.InvariantCulture, out value);
    }

    /// <inheritdoc cref="TryReadParsable{T}(string, out T)"/>
    public bool TryReadParsable<T>(string group, [NotNullWhen(true)] out T? value)
        where T : struct, IParsable<T>
    {
        bool read = TryReadParsable(group, out T plain);
        value = plain;
        return read;
    }

    /// <summary>Reads one of a set of names, in any case.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="parser">Reads the name.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is one of them.</returns>
    public bool TryReadName<T>(string group, ArgumentParser<T> parser, out T value)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(parser);
        value = default;
        return Has(group) && parser(_match!.Groups[group].Value.ToLowerInvariant(), out value);
    }

    /// <inheritdoc cref="TryReadName{T}(string, ArgumentParser{T}, out T)"/>
    public bool TryReadName<T>(string group, ArgumentParser<T> parser, [NotNullWhen(true)] out T? value)
        where T : struct
    {
        bool read = TryReadName(group, parser, out T plain);
        value = plain;
        return read;
    }

    /// <summary>Reads yes or no: <c>true</c>, <c>yes</c>, <c>on</c>, or <c>false</c>, <c>no</c>, <c>off</c>, in any case.</summary>
    /// <inheritdoc cref="TryRead{T}(string, out T)"/>
    public bool TryReadBoolean(string group, out bool value)
    {
        string lower = Has(group) ? _match!.Groups[group].Value.ToLowerInvariant() : "";
        value = lower is "true" or "yes" or "on";
        return value || lower is "false" or "no" or "off";
    }

    /// <inheritdoc cref="TryReadBoolean(string, out bool)"/>
    public bool TryReadBoolean(string group, [NotNullWhen(true)] out bool? value)
    {
        bool read = TryReadBoolean(group, out bool plain);
        value = plain;
        return read;
    }

    /// <summary>Reads an absolute address with its scheme.</summary>
    /// <inheritdoc cref="TryRead{T}(string, out T)"/>
    public bool TryReadAddress(string group, [NotNullWhen(true)] out Uri? value)
    {
        value = null;
        return Has(group) && AddressText.TryParse(Span(group), out value);
    }

    /// <summary>Reads a character, which may be beyond the first plane of Unicode.</summary>
    /// <inheritdoc cref="TryRead{T}(string, out T)"/>
    public bool TryReadRune(string group, out Rune value)
    {
        value = default;
        return Has(group) && RuneText.TryParse(Span(group), out value);
    }

    /// <inheritdoc cref="TryReadRune(string, out Rune)"/>
    public bool TryReadRune(string group, [NotNullWhen(true)] out Rune? value)
    {
        bool read = TryReadRune(group, out Rune plain);
        value = plain;
        return read;
    }

    private ReadOnlySpan<char> Span(string group) => _match!.Groups[group].ValueSpan;
}

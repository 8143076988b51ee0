using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using ClickClack.Targets;

namespace ClickClack;

/// <summary>What the ids of the server have in common: a prefix that says what they are the id of, and a text nobody looks into.</summary>
/// <typeparam name="TSelf">The id.</typeparam>
public interface ITypedId<TSelf> : ISpanParsable<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>What ids of this kind begin with, the underscore included.</summary>
    static abstract string Prefix { get; }

    /// <summary>The id as the server writes it. Null only in a default value.</summary>
    string Value { get; }

    /// <summary>An id of that text, unchecked.</summary>
    /// <param name="value">The id as the server writes it.</param>
    /// <returns>The id.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract TSelf FromText(string value);

    /// <inheritdoc/>
    static TSelf IParsable<TSelf>.Parse(string s, IFormatProvider? provider) => TypedId.Parse<TSelf>(s);

    /// <inheritdoc/>
    static bool IParsable<TSelf>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TSelf result) =>
        TypedId.TryParse(s, out result);

    /// <inheritdoc/>
    static TSelf ISpanParsable<TSelf>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => TypedId.Parse<TSelf>(s.ToString());

    /// <inheritdoc/>
    static bool ISpanParsable<TSelf>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TSelf result) =>
        TypedId.TryParse(s.ToString(), out result);
}

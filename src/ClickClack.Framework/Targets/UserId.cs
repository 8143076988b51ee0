using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ClickClack.Targets;

namespace ClickClack;

/// <summary>The id of a user, human or bot (<c>usr_…</c>). The server's ids are opaque: beyond the prefix nothing is promised.</summary>
/// <param name="Value">The id as the server writes it; not checked here. Null only in a default value.</param>
[JsonConverter(typeof(IdJsonConverter<UserId>))]
public readonly record struct UserId(string Value) : ITypedId<UserId>, ISpanParsable<UserId>
{
    /// <inheritdoc/>
    public static string Prefix => IdGrammar.User;

    /// <summary>Reads an id. A literal given here is checked while compiling.</summary>
    /// <param name="text">For example <c>usr_01k3</c>; no blanks around it.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not the id of a user; the message says why.</exception>
    public static UserId Parse(string text) => TypedId.Parse<UserId>(text);

    /// <summary>Reads an id without throwing.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <param name="id">The id, or a default value.</param>
    /// <returns>Whether the text is the id of a user.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out UserId id) => TypedId.TryParse(text, out id);

    /// <summary>The id as the server writes it; empty for a default value.</summary>
    public override string ToString() => Value ?? "";

    /// <inheritdoc/>
    static UserId ITypedId<UserId>.FromText(string value) => new(value);
}

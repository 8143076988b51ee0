using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ClickClack.Targets;

namespace ClickClack;

/// <summary>The id of a pin (<c>pin_…</c>). The server's ids are opaque: beyond the prefix nothing is promised.</summary>
/// <param name="Value">The id as the server writes it; not checked here. Null only in a default value.</param>
[JsonConverter(typeof(IdJsonConverter<PinId>))]
public readonly record struct PinId(string Value) : ITypedId<PinId>, ISpanParsable<PinId>
{
    /// <inheritdoc/>
    public static string Prefix => IdGrammar.Pin;

    /// <summary>Reads an id. A literal given here is checked while compiling.</summary>
    /// <param name="text">For example <c>pin_01k3</c>; no blanks around it.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not the id of a pin; the message says why.</exception>
    public static PinId Parse(string text) => TypedId.Parse<PinId>(text);

    /// <summary>Reads an id without throwing.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <param name="id">The id, or a default value.</param>
    /// <returns>Whether the text is the id of a pin.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out PinId id) => TypedId.TryParse(text, out id);

    /// <summary>The id as the server writes it; empty for a default value.</summary>
    public override string ToString() => Value ?? "";

    /// <inheritdoc/>
    static PinId ITypedId<PinId>.FromText(string value) => new(value);
}

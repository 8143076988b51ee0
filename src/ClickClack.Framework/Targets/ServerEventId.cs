using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ClickClack.Targets;

namespace ClickClack;

/// <summary>
/// The id of an event (<c>evt_…</c>), or of one that the server does not keep (<c>eph_…</c>). The server's ids are opaque: beyond the prefix
/// nothing is promised.
/// </summary>
/// <param name="Value">The id as the server writes it; not checked here. Null only in a default value.</param>
[JsonConverter(typeof(IdJsonConverter<ServerEventId>))]
public readonly record struct ServerEventId(string Value) : ITypedId<ServerEventId>, ISpanParsable<ServerEventId>
{
    /// <inheritdoc/>
    public static string Prefix => IdGrammar.Event;

    /// <summary>Reads an id. A literal given here is checked while compiling.</summary>
    /// <param name="text">For example <c>evt_01k3</c>; no blanks around it.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not the id of an event; the message says why.</exception>
    public static ServerEventId Parse(string text) => TypedId.Parse<ServerEventId>(text);

    /// <summary>Reads an id without throwing.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <param name="id">The id, or a default value.</param>
    /// <returns>Whether the text is the id of an event.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ServerEventId id) => TypedId.TryParse(text, out id);

    /// <summary>The id as the server writes it; empty for a default value.</summary>
    public override string ToString() => Value ?? "";

    /// <inheritdoc/>
    static ServerEventId ITypedId<ServerEventId>.FromText(string value) => new(value);
}

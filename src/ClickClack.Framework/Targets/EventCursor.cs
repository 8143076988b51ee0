using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ClickClack.Targets;

namespace ClickClack;

/// <summary>
/// A place in the server's log of events (<c>cur_…</c>): that of the event it came with. Of two, the later one is the greater by an ordinal
/// comparison; beyond that, and the prefix, nothing is promised.
/// </summary>
/// <param name="Value">The text as the server writes it; not checked here. Null only in a default value.</param>
[JsonConverter(typeof(IdJsonConverter<EventCursor>))]
public readonly record struct EventCursor(string Value) : ITypedId<EventCursor>, ISpanParsable<EventCursor>
{
    /// <inheritdoc/>
    public static string Prefix => IdGrammar.Cursor;

    /// <summary>Reads a cursor. A literal given here is checked while compiling.</summary>
    /// <param name="text">For example <c>cur_01k3</c>; no blanks around it.</param>
    /// <returns>The cursor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a place in the log of events; the message says why.</exception>
    public static EventCursor Parse(string text) => TypedId.Parse<EventCursor>(text);

    /// <summary>Reads a cursor without throwing.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <param name="id">The cursor, or a default value.</param>
    /// <returns>Whether the text is a place in the log of events.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out EventCursor id) => TypedId.TryParse(text, out id);

    /// <summary>The text as the server writes it; empty for a default value.</summary>
    public override string ToString() => Value ?? "";

    /// <inheritdoc/>
    static EventCursor ITypedId<EventCursor>.FromText(string value) => new(value);
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ClickClack.Targets;

namespace ClickClack;

/// <summary>The id of an entry of a bot's command menu (<c>botcmd_…</c>). The server's ids are opaque: beyond the prefix nothing is promised.</summary>
/// <param name="Value">The id as the server writes it; not checked here. Null only in a default value.</param>
[JsonConverter(typeof(IdJsonConverter<BotCommandId>))]
public readonly record struct BotCommandId(string Value) : ITypedId<BotCommandId>, ISpanParsable<BotCommandId>
{
    /// <inheritdoc/>
    public static string Prefix => IdGrammar.BotCommand;

    /// <summary>Reads an id. A literal given here is checked while compiling.</summary>
    /// <param name="text">For example <c>botcmd_01k3</c>; no blanks around it.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not the id of an entry of a command menu; the message says why.</exception>
    public static BotCommandId Parse(string text) => TypedId.Parse<BotCommandId>(text);

    /// <summary>Reads an id without throwing.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <param name="id">The id, or a default value.</param>
    /// <returns>Whether the text is the id of an entry of a command menu.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out BotCommandId id) => TypedId.TryParse(text, out id);

    /// <summary>The id as the server writes it; empty for a default value.</summary>
    public override string ToString() => Value ?? "";

    /// <inheritdoc/>
    static BotCommandId ITypedId<BotCommandId>.FromText(string value) => new(value);
}

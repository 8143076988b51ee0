using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ClickClack.Targets;

namespace ClickClack;

/// <summary>The id of a channel (<c>chn_…</c>). The server's ids are opaque: beyond the prefix nothing is promised.</summary>
/// <param name="Value">The id as the server writes it; not checked here. Null only in a default value.</param>
[JsonConverter(typeof(IdJsonConverter<ChannelId>))]
public readonly record struct ChannelId(string Value) : ITypedId<ChannelId>, ISpanParsable<ChannelId>
{
    /// <inheritdoc/>
    public static string Prefix => IdGrammar.Channel;

    /// <summary>Reads an id. A literal given here is checked while compiling.</summary>
    /// <param name="text">For example <c>chn_01k3</c>; no blanks around it.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not the id of a channel; the message says why.</exception>
    public static ChannelId Parse(string text) => TypedId.Parse<ChannelId>(text);

    /// <summary>Reads an id without throwing.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <param name="id">The id, or a default value.</param>
    /// <returns>Whether the text is the id of a channel.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ChannelId id) => TypedId.TryParse(text, out id);

    /// <summary>The id as the server writes it; empty for a default value.</summary>
    public override string ToString() => Value ?? "";

    /// <inheritdoc/>
    static ChannelId ITypedId<ChannelId>.FromText(string value) => new(value);
}

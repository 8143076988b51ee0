using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ClickClack.Targets;

namespace ClickClack;

/// <summary>The id of a workspace (<c>wsp_…</c>). The server's ids are opaque: beyond the prefix nothing is promised.</summary>
/// <param name="Value">The id as the server writes it; not checked here. Null only in a default value.</param>
[JsonConverter(typeof(IdJsonConverter<WorkspaceId>))]
public readonly record struct WorkspaceId(string Value) : ITypedId<WorkspaceId>, ISpanParsable<WorkspaceId>
{
    /// <inheritdoc/>
    public static string Prefix => IdGrammar.Workspace;

    /// <summary>Reads an id. A literal given here is checked while compiling.</summary>
    /// <param name="text">For example <c>wsp_01k3</c>; no blanks around it.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not the id of a workspace; the message says why.</exception>
    public static WorkspaceId Parse(string text) => TypedId.Parse<WorkspaceId>(text);

    /// <summary>Reads an id without throwing.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <param name="id">The id, or a default value.</param>
    /// <returns>Whether the text is the id of a workspace.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out WorkspaceId id) => TypedId.TryParse(text, out id);

    /// <summary>The id as the server writes it; empty for a default value.</summary>
    public override string ToString() => Value ?? "";

    /// <inheritdoc/>
    static WorkspaceId ITypedId<WorkspaceId>.FromText(string value) => new(value);
}

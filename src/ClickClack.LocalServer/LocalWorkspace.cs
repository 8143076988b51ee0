namespace ClickClack;

/// <summary>The workspace of a <see cref="LocalServer"/>.</summary>
/// <param name="Id">The internal id, <c>wsp_…</c>.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Slug">The name in addresses.</param>
public sealed record LocalWorkspace(string Id, string Name, string Slug);

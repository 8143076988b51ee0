namespace ClickClack;

/// <summary>A channel of a <see cref="LocalServer"/>.</summary>
/// <param name="Id">The internal id, <c>chn_…</c>.</param>
/// <param name="Name">The name without <c>#</c>.</param>
public sealed record LocalChannel(string Id, string Name);

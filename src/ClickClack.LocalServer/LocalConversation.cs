namespace ClickClack;

/// <summary>A direct conversation of a <see cref="LocalServer"/>.</summary>
/// <param name="Id">The internal id, <c>dm_…</c>.</param>
public sealed record LocalConversation(string Id);

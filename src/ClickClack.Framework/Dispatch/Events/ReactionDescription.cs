using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>The reactions a route listens to, as data. Used by generated code.</summary>
/// <param name="Emojis">The emojis, without what only asks for colour (U+FE0F); none means any.</param>
/// <param name="Removed">Whether those that are taken back, in place of those that are given.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ReactionDescription(IReadOnlyList<string> Emojis, bool Removed);

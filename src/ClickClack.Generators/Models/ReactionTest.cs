namespace ClickClack.Generators;

/// <summary>The reactions a route listens to.</summary>
/// <param name="Emojis">The emojis, without what only asks for colour; none means any.</param>
/// <param name="Removed">Whether those that are taken back, in place of those that are given.</param>
/// <param name="Places">Where the message reacted to is: any of them.</param>
internal sealed record ReactionTest(EquatableArray<string> Emojis, bool Removed, EquatableArray<PlaceTest> Places);

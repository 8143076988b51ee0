namespace ClickClack.Generators;

/// <summary>The regular expression of a route.</summary>
/// <param name="Text">The expression.</param>
/// <param name="Member">The author's own member that has it, as C# source, or null.</param>
/// <param name="Order">Lower ones are tried first.</param>
/// <param name="Groups">Its named groups.</param>
internal sealed record RoutePattern(string Text, string? Member, int Order, EquatableArray<string> Groups);

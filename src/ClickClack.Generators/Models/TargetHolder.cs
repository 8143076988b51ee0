namespace ClickClack.Generators;

/// <summary>A type with <c>[Target]</c> properties: one emitted file.</summary>
/// <param name="HintName">The name of the emitted file.</param>
/// <param name="Namespace">The namespace, or empty.</param>
/// <param name="Declarations">The type and those around it, outermost first: <c>partial class Rooms</c>.</param>
/// <param name="Properties">The properties, in source order.</param>
internal sealed record TargetHolder(
    string HintName,
    string Namespace,
    EquatableArray<string> Declarations,
    EquatableArray<TargetProperty> Properties);

/// <summary>A <c>[Target]</c> property.</summary>
/// <param name="Declaration">Its modifiers, type and name.</param>
/// <param name="Accessors">The accessors it was declared with: <c>get</c>, <c>private set</c>.</param>
/// <param name="Name">Its name, without <c>@</c>.</param>
/// <param name="Value">The target, as C# source; null if it is wrong.</param>
/// <param name="Problem">Why it is wrong, or null.</param>
internal sealed record TargetProperty(
    string Declaration,
    EquatableArray<string> Accessors,
    string Name,
    string? Value,
    string? Problem);

namespace ClickClack.Generators;

/// <summary>What the emitted entry point depends on, beyond the handlers.</summary>
/// <param name="UsesFramework">Whether the project references the framework, and can read what is emitted for it.</param>
/// <param name="Namespace">The namespace of the emitted routes.</param>
/// <param name="ReferencedModules">The routes of referenced assemblies, as C# source writes their types.</param>
internal sealed record Project(bool UsesFramework, string Namespace, EquatableArray<string> ReferencedModules);

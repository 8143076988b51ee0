using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>A service that a handler takes; checked once at start. Used by generated code.</summary>
/// <param name="Type">The service's type.</param>
/// <param name="Key">Its key, or null.</param>
/// <param name="Handler">Who takes it, for example <c>EchoBot.Dice.Roll</c>.</param>
/// <param name="DisplayName">The type as C# writes it, for people, or null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RequiredService(Type Type, object? Key, string Handler, string? DisplayName = null);

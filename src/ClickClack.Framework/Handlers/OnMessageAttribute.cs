namespace ClickClack;

/// <summary>
/// Listens to every message, root or reply, in the places its class and method name, or anywhere if they name none, unless a
/// more specific route takes it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class OnMessageAttribute : Attribute;

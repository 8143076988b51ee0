namespace ClickClack;

/// <summary>
/// Listens to replies in threads, in channels and in direct conversations alike. On a class whose methods carry attributes, or
/// next to a command, pattern, mention or message attribute, it says where those listen and is no route itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class OnThreadAttribute : Attribute;

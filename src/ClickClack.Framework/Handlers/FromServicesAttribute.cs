namespace ClickClack;

/// <summary>
/// On a parameter of a handler: it comes from the services, even where its type could be read from the text. Interfaces, and classes
/// that cannot be read from text, come from there without it. A keyed service is <c>[FromKeyedServices(key)]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;

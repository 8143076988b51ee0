namespace ClickClack;

/// <summary>On the last parameter of a command, a <see cref="string"/>: the rest of the text as it was written, quotes and all.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RestAttribute : Attribute;

using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Attributes on symbols, and what they say.</summary>
internal static class SymbolAttributes
{
    /// <summary>The first attribute of that namespace and name on a symbol, or null.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, string @namespace, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is(@namespace, name))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>What a named argument of an attribute says, or null if it is not there.</summary>
    public static object? Named(this AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value.Value;
            }
        }

        return null;
    }

    /// <summary>The only argument of an attribute, or null if it has none or several.</summary>
    public static TypedConstant? OnlyArgument(this AttributeData attribute) =>
        attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0] : null;

    /// <summary>An argument that is given by name, or null if it is not.</summary>
    public static TypedConstant? NamedValue(this AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>The only argument of an attribute if it is a text, else null.</summary>
    public static string? OnlyText(this AttributeData attribute) =>
        attribute.OnlyArgument() is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;
}

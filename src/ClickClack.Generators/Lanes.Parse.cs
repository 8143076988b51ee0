using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Which messages of a handler wait for each other.</summary>
internal static partial class Lanes
{
    private const string Debounce = "Debounce";

    /// <summary>More is of no use, and a time span holds it.</summary>
    private const double LongestQuiet = 24 * 60 * 60;

    /// <summary>Reads the <c>[Lane]</c> of a handler.</summary>
    /// <param name="method">The handler.</param>
    /// <param name="type">The type whose routes are read. It may inherit the handler from another, which comes last.</param>
    /// <returns>Null if none of them has one, or it says what the compiler reports.</returns>
    public static RouteLane? Parse(IMethodSymbol method, INamedTypeSymbol type) =>
        (Attribute(method) ?? Attribute(type) ?? Attribute(method.ContainingType)) is { } attribute
            && attribute.ConstructorArguments is { Length: 2 } arguments
            && MemberName(arguments[0]) is { } byName
            && MemberName(arguments[1]) is { } modeName
            ? new RouteLane(
                byName,
                modeName,
                modeName == Debounce ? Quiet(attribute.Named("Seconds") as double? ?? 1) : 0,
                attribute.Named("Priority") as bool? == true)
            : null;

    private static AttributeData? Attribute(ISymbol symbol) => symbol.Attribute("ClickClack", "LaneAttribute");

    private static double Quiet(double seconds) => seconds >= 0 ? Math.Min(seconds, LongestQuiet) : 0;

    /// <summary>The name of an enum's member, or null if none has that value.</summary>
    private static string? MemberName(TypedConstant constant)
    {
        if (constant is not { Kind: TypedConstantKind.Enum, Type: { } type, Value: { } value })
        {
            return null;
        }

        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && value.Equals(field.ConstantValue))
            {
                return field.Name;
            }
        }

        return null;
    }
}

using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.Generators;

/// <summary>Constants as C# source.</summary>
internal static class Literals
{
    /// <summary>A string in quotes.</summary>
    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A character in quotes.</summary>
    public static string Of(char character) => SymbolDisplay.FormatLiteral(character, quote: true);

    /// <summary>A number. Written by itself it would have the minus sign of the machine's culture, which need not be C#'s.</summary>
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Strings as an array.</summary>
    public static string Of(EquatableArray<string> texts)
    {
        var literals = new List<string>();
        foreach (string text in texts)
        {
            literals.Add(Of(text));
        }

        return literals.Count == 0 ? "global::System.Array.Empty<string>()" : $"new[] {{ {string.Join(", ", literals)} }}";
    }

    /// <summary>A constant of a type: the default value of a parameter.</summary>
    /// <param name="value">The value as Roslyn gives it; null also stands for the default value of a struct.</param>
    /// <param name="type">The type, perhaps nullable or an enum.</param>
    public static string Of(object? value, ITypeSymbol type) => value switch
    {
        null => type.IsReferenceType || type.IsNullable() ? "null" : "default",
        _ when type.ValueType() is INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum => Member(value, @enum),
        _ => Primitive(value),
    };

    /// <summary>A constant given to an attribute, or null if it cannot be written as one.</summary>
    public static string? Of(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Type when constant.Value is ITypeSymbol type => $"typeof({type.TypeOfName()})",
        TypedConstantKind.Enum => Of(constant.Value, constant.Type!),
        TypedConstantKind.Primitive => Of(constant.Value, constant.Type!),
        _ => null,
    };

    private static string Member(object value, INamedTypeSymbol @enum)
    {
        foreach (ISymbol member in @enum.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, value))
            {
                return $"{@enum.SourceName()}.{field.Name.Escaped()}";
            }
        }

        return $"({@enum.SourceName()})({Primitive(value)})";
    }

    private static string Primitive(object value) => value switch
    {
        double number when double.IsNaN(number) => "double.NaN",
        double number when double.IsInfinity(number) => number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        float number when float.IsNaN(number) => "float.NaN",
        float number when float.IsInfinity(number) => number > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
    };
}

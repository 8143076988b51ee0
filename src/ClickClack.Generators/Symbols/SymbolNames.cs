using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.Generators;

/// <summary>Symbols by name, and their names as C# source writes them.</summary>
internal static class SymbolNames
{
    private static readonly SymbolDisplayFormat SourceFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat FullFormat = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None);

    /// <summary>Whether a type is the one of that namespace and metadata name.</summary>
    public static bool Is(this ITypeSymbol? type, string @namespace, string metadataName) =>
        type is not null
        && type.MetadataName == metadataName
        && type.ContainingType is null
        && type.ContainingNamespace?.ToDisplayString() == @namespace;

    /// <summary>Whether two symbols are one.</summary>
    public static bool IsSame(this ISymbol? symbol, ISymbol? other) => SymbolEqualityComparer.Default.Equals(symbol, other);

    /// <summary>The type with namespace, as source writes it: <c>global::EchoBot.Dice?</c>.</summary>
    public static string SourceName(this ITypeSymbol type) => type.ToDisplayString(SourceFormat);

    /// <summary>The type as source writes it, itself not nullable: what <c>typeof</c> and a type argument take.</summary>
    public static string TypeOfName(this ITypeSymbol type) =>
        type.ValueType().WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SourceFormat);

    /// <summary>The full name for people: <c>EchoBot.Dice</c>.</summary>
    public static string FullName(this INamespaceOrTypeSymbol symbol) => symbol.ToDisplayString(FullFormat);

    /// <summary>Whether it is a nullable value type, or a reference type marked as nullable.</summary>
    public static bool IsNullable(this ITypeSymbol type) =>
        type.NullableAnnotation == NullableAnnotation.Annotated || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>The type itself, or the type of the value of a nullable value type.</summary>
    public static ITypeSymbol ValueType(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

    /// <summary>A name as source writes it: a keyword gets its <c>@</c>.</summary>
    public static string Escaped(this string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>One identifier out of a name with dots or other characters.</summary>
    public static string Identifier(string name)
    {
        char[] identifier = name.ToCharArray();
        for (int i = 0; i < identifier.Length; i++)
        {
            if (!SyntaxFacts.IsIdentifierPartCharacter(identifier[i]))
            {
                identifier[i] = '_';
            }
        }

        return identifier.Length > 0 && SyntaxFacts.IsIdentifierStartCharacter(identifier[0])
            ? new string(identifier).Escaped()
            : "_" + new string(identifier);
    }
}

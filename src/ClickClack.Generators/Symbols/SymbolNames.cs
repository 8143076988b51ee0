using System.Collections.Immutable;
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

    /// <summary>The assembly of the framework.</summary>
    public const string Framework = "ClickClack.Framework";

    /// <summary>
    /// Whether a type is the one of that namespace and metadata name. One in namespace <c>ClickClack</c> is the framework's own: a project
    /// may have types of these names without it.
    /// </summary>
    public static bool Is(this ITypeSymbol? type, string @namespace, string metadataName) =>
        type is not null
        && type.MetadataName == metadataName
        && type.ContainingType is null
        && IsCalled(type.ContainingNamespace, @namespace)
        && (@namespace != "ClickClack" || type.ContainingAssembly?.Name == Framework);

    /// <summary>Whether two symbols are one.</summary>
    public static bool IsSame(this ISymbol? symbol, ISymbol? other) => SymbolEqualityComparer.Default.Equals(symbol, other);

    /// <summary>The type with namespace, as source writes it: <c>global::EchoBot.Dice?</c>.</summary>
    public static string SourceName(this ITypeSymbol type) => type.ToDisplayString(SourceFormat);

    /// <summary>The type as source writes it, itself not nullable: what <c>typeof</c> and a type argument take.</summary>
    public static string TypeOfName(this ITypeSymbol type) =>
        type.ValueType().WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SourceFormat);

    /// <summary>The full name for people: <c>EchoBot.Dice</c>.</summary>
    public static string FullName(this INamespaceOrTypeSymbol symbol) => symbol.ToDisplayString(FullFormat);

    /// <summary>Whether a type, and all around it, has a name: while it is typed, or of members outside of any type, it may have none.</summary>
    public static bool IsNamed(this INamedTypeSymbol type)
    {
        if (type.IsImplicitClass)
        {
            return false;
        }

        for (ISymbol? outer = type; outer is not (null or INamespaceSymbol { IsGlobalNamespace: true }); outer = outer.ContainingSymbol)
        {
            if (outer is INamespaceOrTypeSymbol && !SyntaxFacts.IsValidIdentifier(outer.Name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the compiler does not know a type, or one in it, or refuses it as a parameter: it says so itself.</summary>
    public static bool IsUnknown(this ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } or { IsStatic: true } => true,
        IArrayTypeSymbol array => array.ElementType.IsUnknown(),
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic => AnyUnknown(generic.TypeArguments),
        _ => false,
    };

    /// <summary>Whether it is a nullable value type, or a reference type marked as nullable.</summary>
    public static bool IsNullable(this ITypeSymbol type) =>
        type.NullableAnnotation == NullableAnnotation.Annotated || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>The type itself, or the type of the value of a nullable value type.</summary>
    public static ITypeSymbol ValueType(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

    /// <summary>Whether a namespace has that full name, compared from its end without putting it together.</summary>
    private static bool IsCalled(INamespaceSymbol? @namespace, string name)
    {
        int end = name.Length;
        for (; @namespace is { IsGlobalNamespace: false }; @namespace = @namespace.ContainingNamespace)
        {
            int start = end - @namespace.Name.Length;
            if (start < 0
                || string.CompareOrdinal(name, start, @namespace.Name, 0, @namespace.Name.Length) != 0
                || (start > 0 && name[start - 1] != '.'))
            {
                return false;
            }

            end = start == 0 ? 0 : start - 1;
            if (end == 0)
            {
                return @namespace.ContainingNamespace is { IsGlobalNamespace: true };
            }
        }

        return false;
    }

    private static bool AnyUnknown(ImmutableArray<ITypeSymbol> types)
    {
        foreach (ITypeSymbol type in types)
        {
            if (type.IsUnknown())
            {
                return true;
            }
        }

        return false;
    }

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

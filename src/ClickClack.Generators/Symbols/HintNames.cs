using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Names of emitted files, which must differ even where upper and lower case are the same.</summary>
internal static class HintNames
{
    /// <summary>The full name of a type. What is added to its names holds a character that no name can have.</summary>
    public static string Of(INamedTypeSymbol type)
    {
        string arity = type.Arity == 0 ? "" : "`" + type.Arity;
        string name = type.Name + arity + NumberAmongTwins(type);
        return type.ContainingType is not null ? $"{Of(type.ContainingType)}.{name}"
            : type.ContainingNamespace.IsGlobalNamespace ? name
            : $"{Of(type.ContainingNamespace)}.{name}";
    }

    private static string Of(INamespaceSymbol @namespace)
    {
        int number = 1;
        foreach (INamespaceSymbol other in @namespace.ContainingNamespace.GetNamespaceMembers())
        {
            number += IsEarlierTwin(other, @namespace) ? 1 : 0;
        }

        string name = @namespace.Name + Numbered(number);
        return @namespace.ContainingNamespace.IsGlobalNamespace ? name : $"{Of(@namespace.ContainingNamespace)}.{name}";
    }

    /// <summary>Of types whose names differ in case only, all but the first are numbered.</summary>
    private static string NumberAmongTwins(INamedTypeSymbol type)
    {
        int number = 1;
        INamespaceOrTypeSymbol container = type.ContainingType ?? (INamespaceOrTypeSymbol)type.ContainingNamespace;
        foreach (INamedTypeSymbol other in container.GetTypeMembers())
        {
            number += other.Arity == type.Arity && IsEarlierTwin(other, type) ? 1 : 0;
        }

        return Numbered(number);
    }

    private static bool IsEarlierTwin(ISymbol one, ISymbol other) =>
        string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase) && string.CompareOrdinal(one.Name, other.Name) < 0;

    private static string Numbered(int number) => number == 1 ? "" : "-" + number;
}

using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Names of emitted files, which must differ even where upper and lower case are the same.</summary>
internal static class HintNames
{
    /// <summary>The full name of a type, without characters that a file cannot have.</summary>
    public static string Of(INamedTypeSymbol type)
    {
        string arity = type.Arity == 0 ? "" : "_" + type.Arity;
        string name = type.Name + arity + NumberAmongTwins(type);
        return type.ContainingType is not null ? $"{Of(type.ContainingType)}.{name}"
            : type.ContainingNamespace.IsGlobalNamespace ? name
            : $"{type.ContainingNamespace.FullName()}.{name}";
    }

    /// <summary>Of types whose names differ in case only, all but the first are numbered.</summary>
    private static string NumberAmongTwins(INamedTypeSymbol type)
    {
        int number = 1;
        INamespaceOrTypeSymbol container = type.ContainingType ?? (INamespaceOrTypeSymbol)type.ContainingNamespace;
        foreach (INamedTypeSymbol other in container.GetTypeMembers())
        {
            bool isTwin = other.Arity == type.Arity && string.Equals(other.Name, type.Name, StringComparison.OrdinalIgnoreCase);
            if (isTwin && string.CompareOrdinal(other.Name, type.Name) < 0)
            {
                number++;
            }
        }

        return number == 1 ? "" : "_" + number;
    }
}

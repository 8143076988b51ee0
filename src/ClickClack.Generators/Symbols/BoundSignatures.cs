using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Signatures that are not the author's to change in one place.</summary>
internal static class BoundSignatures
{
    /// <summary>Whether a base class, an interface, an override or another part of it says the same signature.</summary>
    public static bool IsBound(this IMethodSymbol method)
    {
        if (method.IsOverride || method.IsVirtual || method.IsAbstract || method.PartialDefinitionPart is not null || method.PartialImplementationPart is not null)
        {
            return true;
        }

        foreach (INamedTypeSymbol @interface in method.ContainingType.AllInterfaces)
        {
            foreach (ISymbol member in @interface.GetMembers(method.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>The methods of a compilation that the framework calls: handlers, observers, error handlers and the checks of filters.</summary>
internal sealed class HandlerMethods
{
    private static readonly ConditionalWeakTable<Compilation, HandlerMethods> Known = new();

    private readonly Compilation _compilation;

    private HandlerMethods(Compilation compilation) => _compilation = compilation;

    /// <summary>The methods of a compilation, for all rules the same; null if it does not see the framework.</summary>
    public static HandlerMethods? Of(Compilation compilation) => compilation.GetTypeByMetadataName("ClickClack.IBot") is null
        ? null
        : Known.GetValue(compilation, static key => new HandlerMethods(key));

    /// <summary>Whether the framework calls a method.</summary>
    public bool Contains(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.MethodKind == MethodKind.ExplicitInterfaceImplementation
            ? IsFilterCheck(method)
            : method.MethodKind == MethodKind.Ordinary
                && (Handlers.IsHandler(method) || IsInherited(method, cancellationToken) || IsFilterCheck(method));

    /// <summary>Whether it is the Handle of a base type, and a type derived from that carries the attribute.</summary>
    private bool IsInherited(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.Name is HandlerShape.Handle or HandlerShape.HandleAsync
        && method.ContainingType is { TypeKind: TypeKind.Class, IsSealed: false, IsStatic: false }
        && LazyRouteIndex.For(_compilation).Of(_compilation, cancellationToken).IsHandler(method);

    private static bool IsFilterCheck(IMethodSymbol method)
    {
        if (!method.Name.EndsWith("CheckAsync", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (INamedTypeSymbol @interface in method.ContainingType.AllInterfaces)
        {
            if (@interface.Is("ClickClack", "IMessageFilter"))
            {
                foreach (ISymbol member in @interface.GetMembers("CheckAsync"))
                {
                    return method.ContainingType.FindImplementationForInterfaceMember(member).IsSame(method);
                }
            }
        }

        return false;
    }
}

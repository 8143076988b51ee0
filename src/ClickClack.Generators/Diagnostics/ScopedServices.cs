using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>What a compilation registers as scoped services: looked for when it is first asked for, which is rare.</summary>
internal sealed class ScopedServices(Compilation compilation)
{
    private readonly object _lock = new();
    private HashSet<INamedTypeSymbol>? _types;

    /// <summary>Whether a method registers services.</summary>
    public static bool IsRegistration(IMethodSymbol method) =>
        method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal);

    /// <summary>Whether a service is registered as scoped.</summary>
    public bool Contains(INamedTypeSymbol service, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return (_types ??= Read(cancellationToken)).Contains(service);
        }
    }

    private HashSet<INamedTypeSymbol> Read(CancellationToken cancellationToken)
    {
        var types = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SemanticModel? model = null;
            foreach (SyntaxNode node in tree.GetRoot(cancellationToken).DescendantNodes())
            {
                if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } call
                    && name is "AddScoped" or "TryAddScoped" or "AddDbContext" or "AddDbContextPool")
                {
#pragma warning disable RS1030 // The registrations are in other files than the handler; only their few expressions are bound.
                    model ??= compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
                    if (model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method && IsRegistration(method))
                    {
                        Add(types, method, call, model, cancellationToken);
                    }
                }
            }
        }

        return types;
    }

    private static void Add(
        HashSet<INamedTypeSymbol> types,
        IMethodSymbol method,
        InvocationExpressionSyntax call,
        SemanticModel model,
        CancellationToken cancellationToken)
    {
        if (method.TypeArguments is { Length: > 0 } arguments)
        {
            if (arguments[0] is INamedTypeSymbol type)
            {
                types.Add(type);
            }
        }
        else if (call.ArgumentList.Arguments is { Count: > 0 } given
            && given[0].Expression is TypeOfExpressionSyntax of
            && model.GetTypeInfo(of.Type, cancellationToken).Type is INamedTypeSymbol type)
        {
            types.Add(type);
        }
    }
}

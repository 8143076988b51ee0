using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>Silences what is not true of handlers: the framework calls them, so they need not be static and their types are used.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor NeedNotBeStatic = new(
        "CCS0001", "CA1822", "A handler may be an instance method: the framework makes its class for each call.");

    private static readonly SuppressionDescriptor IsInstantiated = new(
        "CCS0002", "CA1812", "The generated routes make the class.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [NeedNotBeStatic, IsInstantiated];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree)
            {
                continue;
            }

            SyntaxNode node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
            ISymbol? symbol = context.GetSemanticModel(tree).GetDeclaredSymbol(node, context.CancellationToken);
            if (symbol is IMethodSymbol method && diagnostic.Id == NeedNotBeStatic.SuppressedDiagnosticId && IsHandler(method))
            {
                context.ReportSuppression(Suppression.Create(NeedNotBeStatic, diagnostic));
            }
            else if (symbol is INamedTypeSymbol type && diagnostic.Id == IsInstantiated.SuppressedDiagnosticId && HasHandlers(type))
            {
                context.ReportSuppression(Suppression.Create(IsInstantiated, diagnostic));
            }
        }
    }

    private static bool IsHandler(IMethodSymbol method) =>
        RouteAttribute.On(method).Count > 0
        || (method.Name is "Handle" or "HandleAsync" && RouteAttribute.On(method.ContainingType).Count > 0);

    private static bool HasHandlers(INamedTypeSymbol type)
    {
        if (RouteAttribute.On(type).Count > 0)
        {
            return true;
        }

        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IMethodSymbol method && RouteAttribute.On(method).Count > 0)
            {
                return true;
            }
        }

        return false;
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>
/// Turns off advice that is wrong for handlers: whether one is static is its author's taste, and who makes instances is emitted code.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor MarkAsStatic = new(
        "CCS1822", "CA1822", "A handler is called on an instance; it may become static, but need not");

    private static readonly SuppressionDescriptor NeverInstantiated = new(
        "CCS1812", "CA1812", "Instances of a type with handlers, and of a filter, are made by emitted code");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [MarkAsStatic, NeverInstantiated];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan) is { } node
                && context.GetSemanticModel(tree).GetDeclaredSymbol(node, context.CancellationToken) is { } symbol
                && SuppressionOf(diagnostic.Id, symbol) is { } suppression)
            {
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
            }
        }
    }

    private static bool IsFilter(INamedTypeSymbol type)
    {
        foreach (INamedTypeSymbol candidate in type.AllInterfaces)
        {
            if (candidate.Is("ClickClack", "IMessageFilter"))
            {
                return true;
            }
        }

        return false;
    }

    private static SuppressionDescriptor? SuppressionOf(string id, ISymbol symbol) => symbol switch
    {
        IMethodSymbol method when id == MarkAsStatic.SuppressedDiagnosticId && Handlers.IsHandler(method) => MarkAsStatic,
        INamedTypeSymbol type when id == NeverInstantiated.SuppressedDiagnosticId && (Handlers.HasRouteAttribute(type) || IsFilter(type)) =>
            NeverInstantiated,
        _ => null,
    };
}

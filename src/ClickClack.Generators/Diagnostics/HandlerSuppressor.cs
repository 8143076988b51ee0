using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>
/// Turns off advice that is wrong for handlers: whether one is static is its author's taste, who makes instances and fills parameters is
/// emitted code, and a parameter may say something by being there.
/// </summary>
/// <remarks>
/// Not CS8425: the argument is cancelled by a stop only, the enumerator's token also when somebody deletes the message that grows, so
/// <c>[EnumeratorCancellation]</c> is needed.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor MarkAsStatic = new(
        "CCS1822", "CA1822", "A handler is called on an instance; it may become static, but need not");

    private static readonly SuppressionDescriptor NeverInstantiated = new(
        "CCS1812", "CA1812", "Instances of a type with handlers, and of a filter, are made by emitted code");

    private static readonly SuppressionDescriptor UnusedParameter = new(
        "CCS0060", "IDE0060", "The parameter says what is listened to, whether or not it is used");

    private static readonly SuppressionDescriptor ValidateArgument = new(
        "CCS1062", "CA1062", "A handler is called by emitted code, which passes no null");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
        [MarkAsStatic, NeverInstantiated, UnusedParameter, ValidateArgument];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is { } node
                && SymbolOf(diagnostic.Id, node, context.GetSemanticModel(tree), context.CancellationToken) is { } symbol
                && SuppressionOf(diagnostic.Id, symbol) is { } suppression)
            {
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
            }
        }
    }

    /// <summary>What a diagnostic is about: what is declared there, or for an argument to be checked what is used there.</summary>
    private static ISymbol? SymbolOf(string id, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        id == ValidateArgument.SuppressedDiagnosticId
            ? model.GetSymbolInfo(node, cancellationToken).Symbol
            : model.GetDeclaredSymbol(node, cancellationToken);

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
        IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter when Handlers.IsHandler(method) =>
            id == UnusedParameter.SuppressedDiagnosticId && SaysSomething(parameter) ? UnusedParameter
            : id == ValidateArgument.SuppressedDiagnosticId && !parameter.Type.IsNullable() && !parameter.HasExplicitDefaultValue ? ValidateArgument
            : null,
        _ => null,
    };

    /// <summary>
    /// Whether a handler without that parameter would be another one: it is the event or the error it is for, or an argument that people
    /// write. Of what a pattern matches, a text says nothing; another type says which texts fit.
    /// </summary>
    private static bool SaysSomething(IParameterSymbol parameter) =>
        Events.ParseParameter(parameter) is not null
        || (Errors.ParseParameter(parameter) is not null && !parameter.Type.Is("System", "Exception"))
        || (IsFilledFromText(parameter)
            && RouteAttribute.On(parameter.ContainingSymbol).Exists(attribute => attribute.Kind == RouteAttributeKind.Command
                || (attribute.Kind == RouteAttributeKind.Pattern && parameter.Type.SpecialType != SpecialType.System_String)));

    private static bool IsFilledFromText(IParameterSymbol parameter) =>
        Parameters.ParseFrameworkType(parameter) is null
        && Services.ParseMarked(parameter) is null
        && Arguments.Parse(parameter, isCommand: true) is not null;
}

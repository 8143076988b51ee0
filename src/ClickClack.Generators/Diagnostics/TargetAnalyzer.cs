using System.Collections.Immutable;
using ClickClack.Targets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>Checks targets and ids that are written in the source, with the grammar that reads them at run time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TargetAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.InvalidTarget, DiagnosticDescriptors.TargetProperty, DiagnosticDescriptors.InvalidId];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(AnalyzeCall, SyntaxKind.InvocationExpression);
        context.RegisterSyntaxNodeAction(
            AnalyzeCreation, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression);
    }

    /// <remarks>Through its type: of a partial property analyzers are shown only the half with the body, which is emitted code.</remarks>
    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        foreach (ISymbol member in ((INamedTypeSymbol)context.Symbol).GetMembers())
        {
            if (member is IPropertySymbol property && Targets.AttributeOn(property) is { } attribute)
            {
                AnalyzeProperty(context, property, attribute);
            }
        }
    }

    private static void AnalyzeProperty(SymbolAnalysisContext context, IPropertySymbol property, AttributeData attribute)
    {
        if (!Targets.IsWellFormed(property))
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.TargetProperty, property.Identifier(), property.Name));
        }
        else if (attribute.OnlyArgument() is { Kind: TypedConstantKind.Primitive } argument
            && attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken)
                is AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } arguments })
        {
            CheckTarget((string?)argument.Value ?? "", arguments[0].Expression, context.ReportDiagnostic);
        }
    }

    private static void AnalyzeCall(SyntaxNodeAnalysisContext context)
    {
        // Names first: what they mean is asked only of the few that could be meant.
        var call = (InvocationExpressionSyntax)context.Node;
        if (NameOf(call.Expression) is not ("Parse" or "TryParse")
            || TextArgument(call.ArgumentList) is not { } argument
            || context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol { IsStatic: true } method)
        {
            return;
        }

        if (TextOf(argument, context) is not { } text)
        {
            if (method.ContainingType.Is("ClickClack", "Target") && !argument.ContainsDiagnostics)
            {
                CheckBeginning(argument, context);
            }

            return;
        }

        if (method.ContainingType.Is("ClickClack", "Target"))
        {
            CheckTarget(text, argument, context.ReportDiagnostic);
        }
        else if (KindOf(method.ContainingType) is { } kind)
        {
            CheckId(text, kind, argument, context.ReportDiagnostic);
        }
    }

    private static void AnalyzeCreation(SyntaxNodeAnalysisContext context)
    {
        var creation = (BaseObjectCreationExpressionSyntax)context.Node;

        // An empty id stands for none.
        if ((creation is not ObjectCreationExpressionSyntax { Type: { } type } || IsCalledAsAnId(type.ToString()))
            && creation.ArgumentList is { Arguments.Count: 1 } arguments
            && TextArgument(arguments) is { } argument
            && TextOf(argument, context) is { Length: > 0 } text
            && context.SemanticModel.GetSymbolInfo(creation, context.CancellationToken).Symbol is IMethodSymbol constructor
            && KindOf(constructor.ContainingType) is { } kind)
        {
            CheckId(text, kind, argument, context.ReportDiagnostic);
        }
    }

    private static bool IsCalledAsAnId(string type) => type.EndsWith("Id", StringComparison.Ordinal) || type.EndsWith("Cursor", StringComparison.Ordinal);

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>The argument that is read: all these methods call it the first.</summary>
    private static ExpressionSyntax? TextArgument(ArgumentListSyntax arguments)
    {
        foreach (ArgumentSyntax argument in arguments.Arguments)
        {
            if (argument.NameColon is { Name.Identifier.ValueText: "text" or "Value" })
            {
                return argument.Expression;
            }
        }

        return arguments.Arguments.Count > 0 && arguments.Arguments[0].NameColon is null ? arguments.Arguments[0].Expression : null;
    }

    /// <summary>What a constant says, or null; also null for what the compiler objects to already.</summary>
    private static string? TextOf(ExpressionSyntax argument, SyntaxNodeAnalysisContext context) =>
        !argument.ContainsDiagnostics
        && context.SemanticModel.GetConstantValue(argument, context.CancellationToken) is { HasValue: true, Value: string text }
            ? text
            : null;

    private static IdKind? KindOf(INamedTypeSymbol type) =>
        IdGrammar.OfType(type.MetadataName) is { } kind && type.Is("ClickClack", kind.Type) ? kind : null;

    private static void CheckTarget(string text, ExpressionSyntax expression, Action<Diagnostic> report)
    {
        if (TargetGrammar.Read(text, out _, out _, out int position) is { } problem)
        {
            report(Diagnostic.Create(
                DiagnosticDescriptors.InvalidTarget,
                LiteralSpans.From(expression, text, position),
                FixData.Of(FixData.Text, TargetCorrection.Of(text)),
                problem));
        }
    }

    /// <summary>Checks a text of which only the beginning is known.</summary>
    private static void CheckBeginning(ExpressionSyntax argument, SyntaxNodeAnalysisContext context)
    {
        if (TargetBeginning.Of(argument, context.SemanticModel, context.CancellationToken) is { } beginning
            && TargetBeginning.WhyWrong(beginning.Text, out int position) is { } problem)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.InvalidTarget,
                beginning.First is ExpressionSyntax first ? LiteralSpans.From(first, beginning.Text, position) : beginning.First.GetLocation(),
                problem));
        }
    }

    private static void CheckId(string text, IdKind kind, ExpressionSyntax expression, Action<Diagnostic> report)
    {
        if (IdGrammar.Check(text, kind) is { } problem)
        {
            report(Diagnostic.Create(
                DiagnosticDescriptors.InvalidId,
                LiteralSpans.From(expression, text, 0),
                FixData.Of(FixData.Text, TargetCorrection.OfId(text, kind)),
                kind.Type,
                problem));
        }
    }
}

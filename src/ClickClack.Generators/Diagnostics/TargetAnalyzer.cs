using System.Collections.Immutable;
using ClickClack.Targets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <summary>Checks targets that are written in the source, with the grammar that reads them at run time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TargetAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.InvalidTarget, DiagnosticDescriptors.TargetProperty];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
        context.RegisterOperationAction(AnalyzeCall, OperationKind.Invocation);
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
            Check((string?)argument.Value, arguments[0].Expression, context.ReportDiagnostic);
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is { Name: "Parse", IsStatic: true }
            && call.TargetMethod.ContainingType.Is("ClickClack", "Target")
            && call.Arguments.Length == 1
            && call.Arguments[0].Value is { ConstantValue: { HasValue: true, Value: string text }, Syntax: ExpressionSyntax argument })
        {
            Check(text, argument, context.ReportDiagnostic);
        }
    }

    private static void Check(string? text, ExpressionSyntax expression, Action<Diagnostic> report)
    {
        if (TargetGrammar.Read(text, out _, out _, out int position) is { } problem)
        {
            report(Diagnostic.Create(DiagnosticDescriptors.InvalidTarget, LocationIn(expression, text, position), problem));
        }
    }

    /// <summary>The wrong part of a plain literal; else, where characters cannot be counted, all of it.</summary>
    private static Location LocationIn(ExpressionSyntax expression, string? text, int position)
    {
        bool isPlain = text is not null
            && position < text.Length
            && expression.IsKind(SyntaxKind.StringLiteralExpression)
            && ((LiteralExpressionSyntax)expression).Token.Text == $"\"{text}\"";
        return isPlain
            ? Location.Create(expression.SyntaxTree, TextSpan.FromBounds(expression.SpanStart + 1 + position, expression.Span.End - 1))
            : expression.GetLocation();
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>Finds route attributes on local functions and lambdas, which have no name that emitted code could call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LocalFunctionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.CannotHandle];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(AnalyzeLocalFunction, SyntaxKind.LocalFunctionStatement);
        context.RegisterSyntaxNodeAction(AnalyzeLambda, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.SimpleLambdaExpression);
    }

    private static void AnalyzeLocalFunction(SyntaxNodeAnalysisContext context)
    {
        var function = (LocalFunctionStatementSyntax)context.Node;
        if (function.AttributeLists.Count > 0
            && context.SemanticModel.GetDeclaredSymbol(function, context.CancellationToken) is { } symbol)
        {
            Report(context, symbol, function.Identifier.GetLocation(), function.Identifier.ValueText);
        }
    }

    private static void AnalyzeLambda(SyntaxNodeAnalysisContext context)
    {
        var lambda = (LambdaExpressionSyntax)context.Node;
        if (lambda.AttributeLists.Count > 0
            && context.SemanticModel.GetSymbolInfo(lambda, context.CancellationToken).Symbol is { } symbol)
        {
            Report(context, symbol, lambda.AttributeLists[0].GetLocation(), "A lambda");
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, ISymbol symbol, Location location, string name)
    {
        if (RouteAttribute.On(symbol).Count > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.CannotHandle, location, name, "it belongs to the code around it; make it a method of a class"));
        }
    }
}

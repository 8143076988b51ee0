using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>
/// Finds programs with handlers that never add the bot. Only an executable whose entry point its author wrote is judged, and a mention of
/// <c>AddClickClack</c> anywhere in its source is enough: which of its methods run nobody knows.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EntryPointAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What adds the bot: the emitted method, what that calls, and the namespace of the emitted routes.</summary>
    private static readonly string[] Ways = ["AddClickClack", "ClickClackHosting", "Generated"];

    /// <summary>Of files that live.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, object> Known = new();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NoEntry];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
                && HandlerMethods.Of(start.Compilation) is not null)
            {
                start.RegisterSyntaxNodeAction(AnalyzeFile, SyntaxKind.CompilationUnit);
                start.RegisterSyntaxNodeAction(AnalyzeMethod, SyntaxKind.MethodDeclaration);
            }
        });
    }

    private static void AnalyzeFile(SyntaxNodeAnalysisContext context)
    {
        foreach (MemberDeclarationSyntax member in ((CompilationUnitSyntax)context.Node).Members)
        {
            if (member is GlobalStatementSyntax statement)
            {
                Report(context, statement.GetFirstToken().GetLocation());
                return;
            }
        }
    }

    private static void AnalyzeMethod(SyntaxNodeAnalysisContext context)
    {
        var method = (MethodDeclarationSyntax)context.Node;
        if (method.Identifier.ValueText == "Main"
            && context.SemanticModel.GetDeclaredSymbol(method, context.CancellationToken).IsSame(context.Compilation.GetEntryPoint(context.CancellationToken)))
        {
            Report(context, method.Identifier.GetLocation());
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, Location location)
    {
        foreach (SyntaxTree tree in context.Compilation.SyntaxTrees)
        {
            if (!tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && Mentions(tree, context.CancellationToken))
            {
                return;
            }
        }

        if (LazyRouteIndex.For(context.Compilation).Of(context.Compilation, context.CancellationToken).Routes is { Count: > 0 } routes)
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.NoEntry, location, routes[0].Key.Handler));
        }
    }

    private static bool Mentions(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue(tree, out object? known))
        {
            return (bool)known;
        }

        bool mentions = Find(tree, cancellationToken);
        return (bool)Known.GetValue(tree, _ => mentions);
    }

    private static bool Find(SyntaxTree tree, CancellationToken cancellationToken)
    {
        string text = tree.GetText(cancellationToken).ToString();
        foreach (string way in Ways)
        {
            for (int at = text.IndexOf(way, StringComparison.Ordinal); at >= 0; at = text.IndexOf(way, at + 1, StringComparison.Ordinal))
            {
                // Not in a comment or a text, and not a part of another name.
                SyntaxToken token = tree.GetRoot(cancellationToken).FindToken(at);
                if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == way && token.Span.Contains(at))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <summary>Says why a handler is left out: reads each type as the generator does, with the same parsers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.CannotHandle,
        DiagnosticDescriptors.NoHandleMethod,
        DiagnosticDescriptors.SeveralHandleMethods,
        DiagnosticDescriptors.NotReachable,
        DiagnosticDescriptors.NotConstructible,
        DiagnosticDescriptors.CauseBesideMethods,
        DiagnosticDescriptors.InvalidCommand,
        DiagnosticDescriptors.InvalidChannel,
        DiagnosticDescriptors.DuplicateRoute,
        DiagnosticDescriptors.NeverMatches,
        DiagnosticDescriptors.IdleHandle,
        DiagnosticDescriptors.InvalidErrorHandler,
        DiagnosticDescriptors.InvalidEmoji,
        DiagnosticDescriptors.InvalidObserver,
        DiagnosticDescriptors.CannotFollow,
        DiagnosticDescriptors.InvalidPattern,
        DiagnosticDescriptors.InvalidPatternMember,
        DiagnosticDescriptors.NoSuchGroup,
        DiagnosticDescriptors.InvalidGuard,
        DiagnosticDescriptors.UnusedGroup,
        DiagnosticDescriptors.EmojiName,
        DiagnosticDescriptors.UnsupportedReturn,
        DiagnosticDescriptors.UnsupportedParameter,
        DiagnosticDescriptors.TextOutsideCommand,
        DiagnosticDescriptors.MisplacedRest,
        DiagnosticDescriptors.RequiredAfterOptional,
        DiagnosticDescriptors.ConstructorParameter,
        DiagnosticDescriptors.InvalidOption,
        DiagnosticDescriptors.DuplicateOption,
        DiagnosticDescriptors.MisplacedOption,
        DiagnosticDescriptors.MisplacedList,
        DiagnosticDescriptors.UnsupportedCheck,
        DiagnosticDescriptors.UnfitDefault,
        DiagnosticDescriptors.LostName,
        DiagnosticDescriptors.AsyncVoid,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        // A handler with two causes is read twice; what is wrong with it is said once.
        var reported = new HashSet<(string, SyntaxTree?, TextSpan)>();
        var type = (INamedTypeSymbol)context.Symbol;
        Edits.Check(type, Report);
        Handlers.Read(type, context.Compilation, Report, context.CancellationToken);

        void Report(Diagnostic diagnostic)
        {
            if (reported.Add((diagnostic.Id, diagnostic.Location.SourceTree, diagnostic.Location.SourceSpan)))
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }
}

// The analyzer here stands for one of the SDK and is loaded by the test alone.
#pragma warning disable RS1029, RS1036, RS1041, RS2008

using System.Collections.Immutable;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.GeneratorTests;

public sealed class SuppressorTests
{
    [Fact]
    public async Task Handlers_need_not_be_static()
    {
        Compilation output = Compile.Clean(Compile.Project("""
            [OnDm] class A { public string Handle(Message message) => ""; public string Other() => ""; }
            class B { [OnThread] public string Run() => ""; }
            """));
        ImmutableArray<Diagnostic> diagnostics = await output
            .WithAnalyzers([new MarkAsStaticAnalyzer(), new HandlerSuppressor()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["Other"], diagnostics.Where(diagnostic => !diagnostic.IsSuppressed).Select(diagnostic => diagnostic.GetMessage(null)));
    }

    [Fact]
    public async Task Handlers_need_nobody_who_makes_them()
    {
        Compilation output = Compile.Clean(Compile.Project("""
            [OnDm] class A { public string Handle(Message message) => ""; }
            class B { [OnThread] public string Run() => ""; }
            class C { public string Run() => ""; }
            class F : IMessageFilter { public ValueTask<FilterResult> CheckAsync(Message message, CancellationToken cancellation) => default; }
            """));
        ImmutableArray<Diagnostic> diagnostics = await output
            .WithAnalyzers([new NeverInstantiatedAnalyzer(), new HandlerSuppressor()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["C"], diagnostics.Where(diagnostic => !diagnostic.IsSuppressed).Select(diagnostic => diagnostic.GetMessage(null)));
    }

    /// <summary>Stands for the SDK's analyzer of that rule, which finds classes that nobody makes.</summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class NeverInstantiatedAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("CA1812", "Avoid uninstantiated internal classes", "{0}", "Performance", DiagnosticSeverity.Warning, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(
                static symbol =>
                {
                    if (symbol.Symbol is INamedTypeSymbol { Name: "A" or "B" or "C" or "F" })
                    {
                        symbol.ReportDiagnostic(Diagnostic.Create(Rule, symbol.Symbol.Locations[0], symbol.Symbol.Name));
                    }
                },
                SymbolKind.NamedType);
        }
    }

    /// <summary>Stands for the SDK's analyzer of that rule, which advises to make a method static.</summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class MarkAsStaticAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("CA1822", "Mark members as static", "{0}", "Performance", DiagnosticSeverity.Warning, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(
                static symbol =>
                {
                    if (symbol.Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, ContainingType.Name: "A" or "B" })
                    {
                        symbol.ReportDiagnostic(Diagnostic.Create(Rule, symbol.Symbol.Locations[0], symbol.Symbol.Name));
                    }
                },
                SymbolKind.Method);
        }
    }
}

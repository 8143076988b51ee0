// The analyzer here stands for one of the SDK and is loaded by the test alone.
#pragma warning disable RS1029, RS1036, RS1041, RS2008

using System.Collections.Immutable;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

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
            class F : IMessageFilter { public ValueTask<FilterResult> CheckAsync(Message message, CancellationToken cancellationToken) => default; }
            """));
        ImmutableArray<Diagnostic> diagnostics = await output
            .WithAnalyzers([new NeverInstantiatedAnalyzer(), new HandlerSuppressor()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["C"], diagnostics.Where(diagnostic => !diagnostic.IsSuppressed).Select(diagnostic => diagnostic.GetMessage(null)));
    }

    [Fact]
    public async Task A_parameter_that_says_something_need_not_be_used()
    {
        Compilation output = Compile.Clean(Compile.Project("""
            class A
            {
                [OnCommand("x")] public void X(string word, [Option("dry")] bool option, TimeProvider service, Message message, CancellationToken cancellationToken, [Rest] string? rest = null) { }
                [OnEvent] public void Seen(PinAdded pin, IBot bot) { }
                [OnError] public void Failed(TimeoutException error) { }
                [OnError] public void Failed(Exception any) { }
                [OnPattern("(?<id>[0-9]+) (?<text>.+)")] public void Match(long id, string text) { }
                public void Other(PinAdded other) { }
            }
            """));
        Assert.Equal(["service", "message", "cancellationToken", "bot", "any", "text", "other"], await LeftAsync(output, new UnusedParameterAnalyzer()));
    }

    [Fact]
    public async Task What_emitted_code_passes_need_not_be_checked()
    {
        Compilation output = Compile.Clean(Compile.Project("""
            public class A
            {
                [OnCommand("x")] public string X(Message message, List<string> words, TimeProvider? service, string? word = null) =>
                    message.Text + words.Count + service!.GetUtcNow() + word!.Length;
                public string Other(Message other) => other.Text;
            }
            """));
        Assert.Equal(["service", "word", "other"], await LeftAsync(output, new ValidateArgumentAnalyzer()));
    }

    /// <summary>The argument is not the token that the framework reads a growing text with.</summary>
    [Fact]
    public void A_text_that_grows_still_needs_its_own_token()
    {
        CSharpCompilation project = Compile.Project("""
            class A { [OnDm] public async IAsyncEnumerable<string> X(CancellationToken stop) { await Task.Delay(1, stop); yield return ""; } }
            """);
        Diagnostic found = Assert.Single(project.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Id == "CS8425");
        Assert.DoesNotContain(found.Id, new HandlerSuppressor().SupportedSuppressions.Select(suppression => suppression.SuppressedDiagnosticId));
    }

    private static async Task<IEnumerable<string>> LeftAsync(Compilation output, DiagnosticAnalyzer analyzer) =>
        (await output.WithAnalyzers([analyzer, new HandlerSuppressor()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken))
            .Where(diagnostic => !diagnostic.IsSuppressed)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => diagnostic.GetMessage(null));

    /// <summary>Stands for the analyzer of that rule, which finds parameters that nothing reads.</summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class UnusedParameterAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("IDE0060", "Remove unused parameter", "{0}", "Style", DiagnosticSeverity.Warning, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(
                static symbol =>
                {
                    if (symbol.Symbol.ContainingType?.Name == "A")
                    {
                        foreach (IParameterSymbol parameter in ((IMethodSymbol)symbol.Symbol).Parameters)
                        {
                            symbol.ReportDiagnostic(Diagnostic.Create(Rule, parameter.Locations[0], parameter.Name));
                        }
                    }
                },
                SymbolKind.Method);
        }
    }

    /// <summary>Stands for the analyzer of that rule, which wants public methods to look for null.</summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class ValidateArgumentAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("CA1062", "Validate arguments of public methods", "{0}", "Design", DiagnosticSeverity.Warning, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterOperationAction(
                static operation =>
                {
                    if (operation.ContainingSymbol.ContainingType.Name == "A" && operation.Operation is IParameterReferenceOperation reference)
                    {
                        operation.ReportDiagnostic(Diagnostic.Create(Rule, reference.Syntax.GetLocation(), reference.Parameter.Name));
                    }
                },
                OperationKind.ParameterReference);
        }
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

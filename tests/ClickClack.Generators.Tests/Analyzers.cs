using System.Collections.Immutable;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.GeneratorTests;

/// <summary>Runs the generator, the compiler and all analyzers over a source.</summary>
internal static class Analyzers
{
    /// <summary>Every analyzer of the plug-in.</summary>
    public static readonly ImmutableArray<DiagnosticAnalyzer> All = [.. typeof(ClickClackGenerator).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract && !type.IsSubclassOf(typeof(DiagnosticSuppressor)))
        .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    /// <summary>
    /// Asserts that a source has one problem, at the place between <c>[|</c> and <c>|]</c>, and that nothing else is reported: not by
    /// another rule, and not by the compiler about what was emitted for it.
    /// </summary>
    /// <param name="id">The rule.</param>
    /// <param name="marked">The source.</param>
    /// <param name="least">What is less severe does not count.</param>
    /// <param name="files">What the compiler sees besides.</param>
    /// <returns>The message.</returns>
    public static async Task<string> AssertOneAsync(
        string id, string marked, DiagnosticSeverity least = DiagnosticSeverity.Warning, params AdditionalText[] files)
    {
        int start = marked.IndexOf("[|", StringComparison.Ordinal);
        int end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        string source = marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

        Diagnostic diagnostic = Assert.Single(await RunAsync(source, least, files));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(source[start..end], source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(TextSpan.FromBounds(start, end), diagnostic.Location.SourceSpan);
        return diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Asserts that a source has no problem.</summary>
    public static async Task AssertNoneAsync(
        string source, DiagnosticSeverity least = DiagnosticSeverity.Warning, params AdditionalText[] files) =>
        Assert.Empty(await RunAsync(source, least, files));

    /// <summary>Everything the compiler and the analyzers have to say.</summary>
    public static Task<IEnumerable<Diagnostic>> RunAsync(
        string source, DiagnosticSeverity least = DiagnosticSeverity.Warning, params AdditionalText[] files) =>
        RunAsync(Compile.Generate(Compile.Project(source), out _), least, files);

    /// <summary>Everything the compiler and the analyzers have to say about a project with its emitted code.</summary>
    public static async Task<IEnumerable<Diagnostic>> RunAsync(
        Compilation output, DiagnosticSeverity least = DiagnosticSeverity.Warning, params AdditionalText[] files)
    {
        ImmutableArray<Diagnostic> diagnostics = await output
            .WithAnalyzers(All, new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([.. files]), onAnalyzerException: (exception, _, _) => Assert.Fail(exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return diagnostics.Where(diagnostic => diagnostic.Severity >= least && diagnostic.Id != "CS1591");
    }
}

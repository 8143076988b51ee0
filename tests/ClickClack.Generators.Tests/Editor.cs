using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.GeneratorTests;

/// <summary>A project of one file that changes; after each change the generator goes on from what it knew, and analyzers may look.</summary>
internal sealed class Editor
{
    /// <summary>Far beyond what a text takes: only what does not end takes so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Compilation project = Compile.Project("");
    private SyntaxTree file;
    private GeneratorDriver driver = CSharpGeneratorDriver.Create([new ClickClackGenerator().AsSourceGenerator()], parseOptions: Compile.ParseOptions);
    private HashSet<SyntaxTree> known = [];

    public Editor() => file = project.SyntaxTrees.Single(tree => tree.FilePath == "Bot.cs");

    /// <summary>Sets the text. Nothing may throw or go on for ever, and what is emitted must be C#, whatever the text is.</summary>
    /// <returns>The compilation with what is emitted.</returns>
    public async Task<Compilation> ChangeAsync(string text, bool analyze)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return await Task.Run(() => Change(text, analyze, patience.Token), patience.Token).WaitAsync(patience.Token);
    }

    private async Task<Compilation> Change(string text, bool analyze, CancellationToken cancellationToken)
    {
        SyntaxTree changed = file.WithChangedText(SourceText.From(text));
        project = project.ReplaceSyntaxTree(file, changed);
        file = changed;
        driver = driver.RunGeneratorsAndUpdateCompilation(project, out Compilation output, out ImmutableArray<Diagnostic> diagnostics, cancellationToken);
        GeneratorDriverRunResult result = driver.GetRunResult();
        Assert.True(diagnostics.IsEmpty, $"{string.Join('\n', diagnostics)}\n{result.Results[0].Exception}\n{text}");
        HashSet<SyntaxTree> before = known;
        known = [.. result.GeneratedTrees];
        foreach (SyntaxTree emitted in known.Where(tree => !before.Contains(tree)))
        {
            IEnumerable<Diagnostic> mistakes = emitted.GetDiagnostics(cancellationToken).Where(mistake => mistake.Severity == DiagnosticSeverity.Error);
            Assert.True(!mistakes.Any(), $"{string.Join('\n', mistakes)}\n{text}\n----\n{emitted}");
        }

        if (analyze)
        {
            await AnalyzeAsync(output, text, cancellationToken);
        }

        return output;
    }

    private static async Task AnalyzeAsync(Compilation output, string text, CancellationToken cancellationToken)
    {
        var thrown = new ConcurrentQueue<Exception>();
        ImmutableArray<Diagnostic> found = await output
            .WithAnalyzers(Analyzers.All, new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), (exception, _, _) => thrown.Enqueue(exception), concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(cancellationToken);
        Assert.True(thrown.IsEmpty, $"{string.Join('\n', thrown)}\n{text}");
        Assert.All(found, diagnostic => Assert.NotEmpty(diagnostic.GetMessage(CultureInfo.InvariantCulture)));
    }
}

using System.Collections.Immutable;
using System.Composition.Hosting;
using ClickClack.GeneratorTests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixTests;

/// <summary>The project of a bot as an editor holds it.</summary>
internal sealed class BotProject
{
    private static readonly MefHostServices Host = MefHostServices.DefaultHost;

    private readonly ProjectId _id;

    private BotProject(Solution solution, ProjectId id)
    {
        Solution = solution;
        _id = id;
    }

    public Solution Solution { get; }

    /// <summary>The files but for the one with global usings.</summary>
    public IEnumerable<Document> Files => Solution.GetProject(_id)!.Documents.Where(document => document.Name != "Usings.cs");

    /// <summary>The first of them.</summary>
    public Document File => Files.First();

    /// <summary>A project of one or several files.</summary>
    /// <param name="globalUsings">Whether the usings of every bot are there.</param>
    /// <param name="files">The files.</param>
    public static BotProject Of(bool globalUsings, params string[] files)
    {
        var id = ProjectId.CreateNewId();
        CSharpCompilation empty = Compile.Project("");
#pragma warning disable CA2000 // The solution lives as long as the project, and holds nothing but memory.
        Solution solution = new AdhocWorkspace(Host).CurrentSolution
#pragma warning restore CA2000
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, "Bot", "Bot", LanguageNames.CSharp,
                compilationOptions: empty.Options, parseOptions: Compile.ParseOptions, metadataReferences: Compile.References));
        if (globalUsings)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), "Usings.cs", empty.SyntaxTrees[0].GetText());
        }

        for (int i = 0; i < files.Length; i++)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), $"Bot{i}.cs", SourceText.From(files[i]));
        }

        return new BotProject(solution, id);
    }

    /// <summary>The same project after a change.</summary>
    public BotProject With(Solution solution) => new(solution, _id);

    /// <summary>What the analyzers say of a rule, in the order of the text.</summary>
    /// <param name="id">The rule.</param>
    public async Task<ImmutableArray<Diagnostic>> FindAsync(string id)
    {
        Compilation compilation = (await Solution.GetProject(_id)!.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers(
                [.. Analyzers.All.Where(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == id))],
                new CompilationWithAnalyzersOptions(
                    new AnalyzerOptions([]), onAnalyzerException: (exception, _, _) => Assert.Fail(exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.Where(diagnostic => diagnostic.Id == id)
            .OrderBy(diagnostic => diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan)];
    }

    /// <summary>The compiler's errors, emitted code included.</summary>
    public async Task<IEnumerable<string>> ErrorsAsync()
    {
        Compilation compilation = (await Solution.GetProject(_id)!.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        return Compile.Generate(compilation, out _).GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString());
    }

    public Document FileOf(Diagnostic diagnostic) => Solution.GetDocument(diagnostic.Location.SourceTree)!;
}

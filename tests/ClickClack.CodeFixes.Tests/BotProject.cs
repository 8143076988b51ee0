using System.Collections.Immutable;
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
    /// <summary>All projects begin with one of these: what was read of the references is then shared.</summary>
    private static readonly Lazy<BotProject> WithUsings = new(() => Empty(globalUsings: true));

    private static readonly Lazy<BotProject> WithoutUsings = new(() => Empty(globalUsings: false));

    /// <summary>All of them have these settings.</summary>
    private static readonly SettingsFile Settings = new("appsettings.json", """{ "ClickClack": { "DefaultAccount": "service" } }""");

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
        BotProject empty = globalUsings ? WithUsings.Value : WithoutUsings.Value;
        Solution solution = empty.Solution.WithDocumentText(empty.File.Id, SourceText.From(files[0]));
        for (int i = 1; i < files.Length; i++)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(empty._id), $"Bot{i}.cs", SourceText.From(files[i]));
        }

        return empty.With(solution);
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
                    new AnalyzerOptions([Settings]), onAnalyzerException: (exception, _, _) => Assert.Fail(exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.Where(diagnostic => diagnostic.Id == id)
            .OrderBy(diagnostic => diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan)];
    }

    /// <summary>What the compiler and all analyzers say, emitted code included: the rules, each as often as it is broken. Of advice one rule only.</summary>
    /// <param name="advice">That rule.</param>
    public async Task<IReadOnlyList<string>> AllAsync(string advice)
    {
        Compilation compilation = (await Solution.GetProject(_id)!.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        return [.. (await Analyzers.RunAsync(Compile.Generate(compilation, out _), DiagnosticSeverity.Info, Settings))
            .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info || diagnostic.Id == advice)
            .Select(diagnostic => diagnostic.Id)
            .Order(StringComparer.Ordinal)];
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

    private static BotProject Empty(bool globalUsings)
    {
        var id = ProjectId.CreateNewId();
        CSharpCompilation empty = Compile.Project("");
#pragma warning disable CA2000 // The solution lives as long as the tests, and holds nothing but memory.
        Solution solution = new AdhocWorkspace(MefHostServices.DefaultHost).CurrentSolution
#pragma warning restore CA2000
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, "Bot", "Bot", LanguageNames.CSharp,
                compilationOptions: empty.Options, parseOptions: Compile.ParseOptions, metadataReferences: Compile.References));
        if (globalUsings)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), "Usings.cs", empty.SyntaxTrees[0].GetText());
        }

        solution = solution.AddDocument(DocumentId.CreateNewId(id), "Bot0.cs", SourceText.From(""));
        Assert.NotNull(solution.GetProject(id)!.GetCompilationAsync().GetAwaiter().GetResult());
        return new BotProject(solution, id);
    }
}

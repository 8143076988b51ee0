using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.GeneratorTests;

/// <summary>A project of several files that is edited, with a driver that goes on from what it knew.</summary>
internal sealed class Workspace
{
    private readonly List<string> _read = [];
    private GeneratorDriver _driver;
    private ParseOptions _options;

    public Workspace(params IEnumerable<(string Path, string Text)> files)
    {
        Project = Compile.Project("").RemoveAllSyntaxTrees().AddSyntaxTrees(
            Compile.Project("").SyntaxTrees.Where(tree => tree.FilePath == "Usings.cs").Concat(files.Select(file => Compile.File(file.Text, file.Path))));
        _options = Options;
        _driver = Driver(new ClickClackGenerator { Reading = node => _read.Add(node.SyntaxTree.FilePath) });
    }

    /// <summary>The project as it is now.</summary>
    public CSharpCompilation Project { get; set; }

    /// <summary>What the last run computed.</summary>
    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>The files whose attributed nodes the last run has read, each as often as it was.</summary>
    public IReadOnlyList<string> Read => _read;

    public string this[string path]
    {
        get => File(path).ToString();
        set => Project = Project.ReplaceSyntaxTree(File(path), CSharpSyntaxTree.ParseText(value, (CSharpParseOptions)File(path).Options, path));
    }

    /// <summary>Everything that is emitted, by the driver that knew the project before.</summary>
    public string Run()
    {
        _read.Clear();
        if (Options != _options)
        {
            _options = Options;
            _driver = _driver.WithUpdatedParseOptions(Options);
        }

        _driver = _driver.RunGenerators(Project, TestContext.Current.CancellationToken);
        return Emitted(_driver);
    }

    /// <summary>Everything that is emitted by a driver that knows nothing.</summary>
    public string RunAnew() => Emitted(Driver(new ClickClackGenerator()).RunGenerators(Project, TestContext.Current.CancellationToken));

    /// <summary>Parses all files with other options.</summary>
    public void Parse(Func<CSharpParseOptions, CSharpParseOptions> change) =>
        Project = Project.RemoveAllSyntaxTrees().AddSyntaxTrees(
            Project.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.ToString(), change((CSharpParseOptions)tree.Options), tree.FilePath)));

    private ParseOptions Options => Project.SyntaxTrees[0].Options;

    private CSharpGeneratorDriver Driver(ClickClackGenerator generator) => CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()],
        parseOptions: (CSharpParseOptions)Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static string Emitted(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return string.Join('\n', result.GeneratedSources
            .OrderBy(source => source.HintName, StringComparer.Ordinal)
            .Select(source => $"==== {source.HintName}\n{source.SourceText}"));
    }

    private SyntaxTree File(string path) => Project.SyntaxTrees.Single(tree => tree.FilePath == path);
}

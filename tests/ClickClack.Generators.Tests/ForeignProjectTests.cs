using System.Collections.Immutable;
using System.Reflection;
using Basic.Reference.Assemblies;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.GeneratorTests;

/// <summary>Projects that the plug-in is loaded into without being meant: a solution hands its packages around.</summary>
public sealed class ForeignProjectTests
{
    private const string Plain = "class Program { static void Main() { } }";

    // Whoever has attributes of these names has written them.
    private const string OwnAttributes = """
        namespace ClickClack
        {
            class OnDmAttribute : System.Attribute { }
            class OnCommandAttribute : System.Attribute { public OnCommandAttribute(string name) { } }
            class TargetAttribute : System.Attribute { public TargetAttribute(string target) { } }
        }

        [ClickClack.OnDm] class A { public string Handle() { return ""; } }
        class B { [ClickClack.OnCommand("x")] public string Run(int x) { return ""; } [ClickClack.Target("channel:x")] string Room { get { return ""; } } }
        """;

    private static readonly MetadataReference Framework = Compile.References.Single(
        reference => reference.Display!.EndsWith("ClickClack.Framework.dll", StringComparison.Ordinal));

    public static TheoryData<string, LanguageVersion> Projects
    {
        get
        {
            var projects = new TheoryData<string, LanguageVersion>();
            foreach (string framework in new[] { "net472", "netstandard2.0", "net8.0" })
            {
                projects.Add(framework, LanguageVersion.CSharp7_3);
                projects.Add(framework, LanguageVersion.CSharp13);
            }

            return projects;
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Without_the_framework_nothing_is_emitted_or_said(string framework, LanguageVersion language)
    {
        await AssertSilentAsync(Project(framework, language, Plain), clean: true);
        await AssertSilentAsync(Project(framework, language, OwnAttributes), clean: true);
        await AssertSilentAsync(Project(framework, language, Sources.Everything), clean: false);
    }

    [Fact]
    public async Task In_an_older_language_nothing_is_emitted_for_the_build_says_why()
    {
        await AssertSilentAsync(Project("net10.0", LanguageVersion.CSharp7_3, "[ClickClack.OnDm] class A { public string Handle() { return \"\"; } }"), clean: true);
        await AssertSilentAsync(Project("net10.0", LanguageVersion.CSharp11, Sources.EchoBot), clean: false);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task With_a_framework_whose_own_references_are_missing_nothing_fails(string framework, LanguageVersion language) =>
        await RunAsync(Project(framework, language, Sources.Everything).AddReferences(Framework));

    [Fact]
    public void No_other_language_loads_it()
    {
        string[] all = [LanguageNames.CSharp];
        Assert.Equal(all, typeof(ClickClackGenerator).GetCustomAttribute<GeneratorAttribute>()!.Languages);
        Assert.All(
            typeof(ClickClackGenerator).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract),
            analyzer => Assert.Equal(all, analyzer.GetCustomAttribute<DiagnosticAnalyzerAttribute>()!.Languages));
    }

    private static CSharpCompilation Project(string framework, LanguageVersion language, string source)
    {
        IEnumerable<MetadataReference> references = framework switch
        {
            "net472" => Net472.References.All,
            "netstandard2.0" => NetStandard20.References.All,
            "net8.0" => Net80.References.All,
            _ => Compile.References,
        };
        SyntaxTree file = CSharpSyntaxTree.ParseText(source, Compile.ParseOptions.WithLanguageVersion(language), "Bot.cs");
        return CSharpCompilation.Create("Foreign", [file], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    private static async Task AssertSilentAsync(CSharpCompilation project, bool clean)
    {
        (Compilation output, ImmutableArray<SyntaxTree> emitted, ImmutableArray<Diagnostic> said) = await RunAsync(project);

        // The compiler has this one added to every project, for whoever needs it.
        Assert.All(emitted, tree => Assert.EndsWith("EmbeddedAttribute.cs", tree.FilePath, StringComparison.Ordinal));
        Assert.Empty(said);
        if (clean)
        {
            Compile.AssertClean(output);
        }
    }

    private static async Task<(Compilation Output, ImmutableArray<SyntaxTree> Emitted, ImmutableArray<Diagnostic> Said)> RunAsync(CSharpCompilation project)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        GeneratorDriver driver = Compile.Driver().WithUpdatedParseOptions((CSharpParseOptions)project.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(project, out Compilation output, out ImmutableArray<Diagnostic> diagnostics, cancellationToken);
        Assert.Empty(diagnostics);
        ImmutableArray<Diagnostic> said = await output
            .WithAnalyzers(Analyzers.All, new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), (exception, _, _) => Assert.Fail(exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(cancellationToken);
        Assert.DoesNotContain(said, diagnostic => diagnostic.Id == "AD0001");
        return (output, driver.GetRunResult().GeneratedTrees, said);
    }
}

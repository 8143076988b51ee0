using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.GeneratorTests;

/// <summary>Compiles source as a project that references the framework would.</summary>
internal static class Compile
{
    /// <summary>Partial properties are C# 13; everything emitted but these is C# 12.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    /// <summary>What every project sees: the running application's assemblies, the framework among them.</summary>
    public static readonly ImmutableArray<MetadataReference> References = ReadReferences();

    private const string GlobalUsings = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        global using global::ClickClack;
        global using global::Microsoft.Extensions.Hosting;
        global using global::Microsoft.Extensions.DependencyInjection;
        """;

    /// <summary>All projects begin with this one: what was read of the references is then shared.</summary>
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Bot",
        [File(GlobalUsings, "Usings.cs")],
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A project of one file, before the generator runs.</summary>
    public static CSharpCompilation Project(string source) => Empty.AddSyntaxTrees(File(source, "Bot.cs"));

    /// <summary>A project of another name, with more references.</summary>
    public static CSharpCompilation Project(string source, string assembly, params MetadataReference[] references) =>
        Project(source).WithAssemblyName(assembly).AddReferences(references);

    /// <summary>A file of a project.</summary>
    public static SyntaxTree File(string source, string path, CancellationToken cancellationToken = default) =>
        CSharpSyntaxTree.ParseText(source, ParseOptions, path, cancellationToken: cancellationToken);

    /// <summary>The generator, with its steps recorded.</summary>
    public static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new ClickClackGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the generator; it must neither fail nor report.</summary>
    public static Compilation Generate(Compilation project, out GeneratorDriver driver)
    {
        driver = Driver().RunGeneratorsAndUpdateCompilation(project, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        return output;
    }

    /// <summary>Runs the generator; the result must compile without a warning, those about documentation included.</summary>
    public static Compilation Clean(Compilation project)
    {
        Compilation output = Generate(project, out _);
        AssertClean(output);
        return output;
    }

    /// <summary>
    /// Asserts that a compilation has no warning, nor would have without what keeps emitted code quiet: that is for what the types of an
    /// author are marked with, and not to hide what was emitted wrongly.
    /// </summary>
    public static void AssertClean(Compilation output)
    {
        foreach (SyntaxTree tree in output.SyntaxTrees)
        {
            if (tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            {
                string loud = tree.ToString().Replace("#pragma warning disable //", "#pragma warning disable CS0612, CS0618 //", StringComparison.Ordinal);
                output = output.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(loud)));
            }
        }

        IEnumerable<Diagnostic> found = output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)

            // The handlers of a test need no documentation; what is emitted does.
            .Where(diagnostic => diagnostic.Id != "CS1591" || diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
        string warnings = string.Join('\n', found);
        Assert.True(warnings.Length == 0, warnings);
    }

    /// <summary>A compiled project as a reference of another.</summary>
    public static MetadataReference ToReference(Compilation output)
    {
        using var stream = new MemoryStream();
        Assert.True(output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    private static ImmutableArray<MetadataReference> ReadReferences()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(Message).Module.ModuleHandle);
        var paths = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return [.. paths.Split(Path.PathSeparator)
            .Where(path => !path.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}

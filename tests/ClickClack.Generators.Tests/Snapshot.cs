using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;

namespace ClickClack.GeneratorTests;

/// <summary>
/// Compares what the generator emits with a file beside the test. <c>Class.Test.verified.cs</c> is what is right and checked in;
/// on a difference <c>Class.Test.received.cs</c> is what came instead, to be compared and renamed.
/// </summary>
internal static partial class Snapshot
{
    /// <summary>
    /// Verifies what is emitted for a source, and with it what every output must be: free of warnings, and not computed again
    /// after an edit that does not concern it.
    /// </summary>
    public static void Verify(string source, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        Compilation project = Compile.Project(source);
        Compilation output = Compile.Generate(project, out GeneratorDriver driver);
        Compile.AssertClean(output);
        AssertCached(driver, project);
        AssertSame(Text(driver.GetRunResult()), Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{test}"));
    }

    private static string Text(GeneratorDriverRunResult result)
    {
        var text = new StringBuilder();
        foreach (SyntaxTree tree in result.GeneratedTrees.OrderBy(tree => tree.FilePath, StringComparer.Ordinal))
        {
            if (!tree.FilePath.EndsWith("EmbeddedAttribute.cs", StringComparison.Ordinal))
            {
                text.Append("//// ").Append(Path.GetFileName(tree.FilePath)).Append('\n').Append(tree).Append('\n');
            }
        }

        return WithoutVersion(text.ToString());
    }

    /// <summary>Emitted code without the version of the generator, which changes with each release, and so the check sum over it.</summary>
    public static string WithoutVersion(string emitted) => Revision().Replace(Version().Replace(emitted, "$1version"), "$1revision");

    /// <summary>Compares a text with a file; on a mismatch the text is written beside it, as <c>.received</c>.</summary>
    /// <param name="received">What came.</param>
    /// <param name="path">The file, without its end.</param>
    /// <param name="end">Its end: a snapshot's, or that of a document, which has none of its own to say what it is.</param>
    public static void AssertSame(string received, string path, string end = ".verified.cs")
    {
        string verified = path + end;
        string different = path + ".received" + Path.GetExtension(end);
        if (File.Exists(verified) && File.ReadAllText(verified) == received)
        {
            File.Delete(different);
            return;
        }

        File.WriteAllText(different, received);
        Assert.Fail($"Differs from {verified}; see {different}");
    }

    /// <summary>Adds a file that has nothing to do with the bot and runs again: no output may be written again.</summary>
    private static void AssertCached(GeneratorDriver driver, Compilation project)
    {
        Compilation edited = project.AddSyntaxTrees(Compile.File("internal sealed class Unrelated;", "Unrelated.cs"));
        GeneratorRunResult result = driver.RunGenerators(edited).GetRunResult().Results.Single();

        foreach ((string name, var steps) in result.TrackedOutputSteps)
        {
            Assert.All(steps.SelectMany(step => step.Outputs), output => Assert.True(output.Reason == IncrementalStepRunReason.Cached, $"{name}: {output.Reason}"));
        }

        string[] models = [StepNames.Handlers, StepNames.Groups, StepNames.Table, StepNames.Targets, StepNames.Project];
        foreach (string model in models.Where(result.TrackedSteps.ContainsKey))
        {
            Assert.All(
                result.TrackedSteps[model].SelectMany(step => step.Outputs),
                output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{model}: {output.Reason}"));
        }
    }

    [GeneratedRegex("""(GeneratedCode\("ClickClack\.Generators", ")[^"]*""")]
    private static partial Regex Version();

    [GeneratedRegex("""(RoutesRevision\.Current == "|string Current => ")[0-9a-f]{16}""")]
    private static partial Regex Revision();
}

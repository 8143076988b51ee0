using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ClickClack.GeneratorTests;

/// <summary>The page that shows a handler beside what it becomes tells the truth.</summary>
public sealed class GeneratedCodeDocTests
{
    private const string Handler = """
        [OnChannel("ops")]
        internal sealed class Deployments(TimeProvider time)
        {
            /// <summary>Deploy a service.</summary>
            /// <param name="stage">Where to.</param>
            /// <param name="replicas">How many.</param>
            /// <param name="reason">Why.</param>
            [OnCommand("deploy")]
            public string Deploy(string stage, int replicas = 1, [Rest] string? reason = null) =>
                $"{time.GetUtcNow():t} {stage} × {replicas}, {reason ?? "because"}";
        }
        """;

    [Fact]
    public void The_page_is_what_is_emitted()
    {
        Compilation project = Compile.Project(Handler);
        Compile.AssertClean(Compile.Generate(project, out GeneratorDriver driver));
        IEnumerable<string> files = driver.GetRunResult().GeneratedTrees
            .Where(tree => !tree.FilePath.EndsWith("EmbeddedAttribute.cs", StringComparison.Ordinal))
            .OrderBy(tree => tree.FilePath.EndsWith("Handlers.g.cs", StringComparison.Ordinal) ? 0 : 1).ThenBy(tree => tree.FilePath, StringComparer.Ordinal)
            .Select(tree => $"## {Path.GetFileName(tree.FilePath)}\n\n{About(tree.FilePath)}\n\n```csharp\n{tree.ToString().TrimEnd()}\n```\n");
        string page = $"""
            # What a handler becomes

            The compiler plug-in writes C# that reads like written by hand: it can be opened in the editor (Dependencies, Analyzers,
            ClickClack.Generators), and a debugger steps through it. There is no reflection, and nothing is looked up by name at run time.

            ```csharp
            {Handler}
            ```

            becomes three files. This page is written from them: `tests/ClickClack.Generators.Tests/GeneratedCodeDocTests.cs` compares, and
            writes `generated-code.received.md` beside it where they differ.

            {string.Join('\n', files)}
            """.TrimEnd() + "\n";
        Snapshot.AssertSame(Snapshot.WithoutVersion(page), Path.Combine(Docs(), "generated-code"), ".md");
    }

    private static string About(string path) =>
        path.EndsWith("Handlers.g.cs", StringComparison.Ordinal) ? "One for each class with handlers: how its handlers are called. An edit of a method's body does not change it."
        : path.EndsWith("Routes.g.cs", StringComparison.Ordinal) ? "One for the assembly: which route wins a message."
        : "`AddClickClack`, which a program calls.";

    private static string Docs([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs");
}

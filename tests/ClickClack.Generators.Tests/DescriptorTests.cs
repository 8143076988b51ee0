using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace ClickClack.GeneratorTests;

public sealed class DescriptorTests
{
    public static TheoryData<string> Ids => [.. Analyzers.All.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id).Distinct()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_has_a_page_with_wrong_right_and_why(string id)
    {
        DiagnosticDescriptor descriptor = Descriptor(id);
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "diagnostics", id + ".md"));
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        Assert.All(["## Wrong", "## Right", "## Why"], heading => Assert.Contains(heading, page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_is_tracked(string id)
    {
        DiagnosticDescriptor descriptor = Descriptor(id);
        string generators = Path.Combine(Root(), "src", "ClickClack.Generators");
        string releases = File.ReadAllText(Path.Combine(generators, "AnalyzerReleases.Shipped.md"))
            + File.ReadAllText(Path.Combine(generators, "AnalyzerReleases.Unshipped.md"));
        Assert.Contains($"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}\n", releases, StringComparison.Ordinal);
    }

    [Fact]
    public void No_page_is_left_over()
    {
        IEnumerable<string?> pages = Directory.EnumerateFiles(Path.Combine(Root(), "docs", "diagnostics"), "CC*.md").Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(Ids.Select(row => row.Data).Concat(CodesOfTheBuild().Keys).Order(), pages.Order());
    }

    [Fact]
    public void Each_error_of_the_build_has_a_page_with_wrong_right_and_why()
    {
        Assert.NotEmpty(CodesOfTheBuild());
        Assert.All(CodesOfTheBuild(), code =>
        {
            string page = File.ReadAllText(Path.Combine(Root(), "docs", "diagnostics", code.Key + ".md"));
            Assert.EndsWith($"/docs/diagnostics/{code.Key}.md", code.Value, StringComparison.Ordinal);
            Assert.StartsWith($"# {code.Key}: ", page, StringComparison.Ordinal);
            Assert.All(["## Wrong", "## Right", "## Why"], heading => Assert.Contains(heading, page, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void The_list_of_the_pages_is_that_of_the_rules()
    {
        var text = new StringBuilder("""
            # Diagnostics

            What the compiler plug-in and the build report. Written from the rules: `tests/ClickClack.Generators.Tests/DescriptorTests.cs` says what
            it should be, in `index.received.md` beside this file.

            | id | severity | title |
            |---|---|---|

            """);
        foreach (string code in CodesOfTheBuild().Keys.Order(StringComparer.Ordinal))
        {
            string title = File.ReadLines(Path.Combine(Root(), "docs", "diagnostics", code + ".md")).First()[$"# {code}: ".Length..];
            text.Append(CultureInfo.InvariantCulture, $"| [{code}]({code}.md) | Error, of the build | {title} |\n");
        }

        foreach (string id in Ids.Select(row => row.Data).Order(StringComparer.Ordinal))
        {
            DiagnosticDescriptor descriptor = Descriptor(id);
            text.Append(CultureInfo.InvariantCulture, $"| [{id}]({id}.md) | {descriptor.DefaultSeverity} | {descriptor.Title} |\n");
        }

        Snapshot.AssertSame(text.ToString(), Path.Combine(Root(), "docs", "diagnostics", "index"), ".md");
    }

    /// <summary>What the package's own part of a build reports, with the address of its page.</summary>
    private static Dictionary<string, string> CodesOfTheBuild() =>
        XDocument.Load(Path.Combine(Root(), "src", "ClickClack.Framework", "build", "ClickClack.Framework.targets")).Descendants("Error")
            .ToDictionary(error => error.Attribute("Code")!.Value, error => error.Attribute("HelpLink")!.Value);

    private static DiagnosticDescriptor Descriptor(string id) =>
        Analyzers.All.SelectMany(analyzer => analyzer.SupportedDiagnostics).First(descriptor => descriptor.Id == id);

    private static string Root([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..");
}

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ClickClack.GeneratorTests;

/// <summary>What the documentation shows is right: it compiles, and no rule objects.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Pages = ["routing.md", "targets.md"];

    public static TheoryData<string> Examples => [.. Pages.SelectMany(page => Example().Matches(File.ReadAllText(Page(page)))).Select(match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_compiles(string source) => await Analyzers.AssertNoneAsync(source);

    [Fact]
    public void There_are_examples() => Assert.True(Examples.Count >= 5);

    /// <summary>Where a page is.</summary>
    internal static string Page(string name, [CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs", name);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}

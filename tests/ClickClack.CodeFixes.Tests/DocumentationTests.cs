using System.Runtime.CompilerServices;

namespace ClickClack.CodeFixTests;

/// <summary>What the pages of the diagnostics say of fixes.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void The_page_of_each_rule_with_a_fix_says_so_and_no_other()
    {
        IEnumerable<string> said = Directory.EnumerateFiles(Path.Combine(Root(), "docs", "diagnostics"), "CC*.md")
            .Where(page => File.ReadAllText(page).Contains("editor offers", StringComparison.Ordinal))
            .Select(page => Path.GetFileNameWithoutExtension(page));
        Assert.Equal(Fixes.Ids.Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
    }

    private static string Root([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..");
}

using System.Globalization;
using Microsoft.CodeAnalysis;

namespace ClickClack.GeneratorTests;

/// <summary>What an edit computes again: no more than it must.</summary>
public sealed class IncrementalTests
{
    [Theory]
    [InlineData("=> $\"echo: {message.Text}\"", "=> \"other\"", 0)]
    [InlineData("namespace EchoBot;", "// A comment moves everything down.\n\nnamespace EchoBot;", 0)]
    [InlineData("internal static class DiceCommand", "internal sealed class New { public int Number; } internal static class DiceCommand", 0)]
    [InlineData("Roll(Dice dice)", "Roll(Dice dice, int times = 1)", 1)]
    [InlineData("[OnCommand(\"roll\")]", "[OnCommand(\"throw\")]", 2)]
    [InlineData("[OnChannel(\"general\")]", "[OnChannel(\"random\")]", 2)]
    public void An_edit_writes_only_what_it_concerns(string before, string after, int written)
    {
        Compilation project = Compile.Project(Sources.EchoBot);
        Compile.Generate(project, out GeneratorDriver driver);
        Assert.Contains(before, Sources.EchoBot, StringComparison.Ordinal);
        Compilation edited = project.ReplaceSyntaxTree(
            project.SyntaxTrees.Single(tree => tree.FilePath == "Bot.cs"),
            Compile.File(Sources.EchoBot.Replace(before, after, StringComparison.Ordinal), "Bot.cs", TestContext.Current.CancellationToken));

        GeneratorRunResult result = driver.RunGenerators(edited, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.Equal(
            written,
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Count(output => output.Reason == IncrementalStepRunReason.Modified));
        Assert.Equal(8, result.GeneratedSources.Length);
    }

    [Fact]
    public void The_order_of_the_files_and_the_culture_of_the_machine_make_no_difference()
    {
        string[] sources = [Sources.Everything, Sources.EchoBot, "namespace Other; class C { [OnCommand(\"c\")] public string Run(double x = -1.5) => \"\"; }"];
        string expected = Emit(sources.Select((source, number) => (source, number)));
        Assert.Equal(expected, Emit(sources.Select((source, number) => (source, number)).Reverse()));

        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // As in a country that writes numbers in its own way.
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "\u2212" };
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, Emit(sources.Select((source, number) => (source, number))));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Emit(IEnumerable<(string Source, int Number)> files)
    {
        Compilation project = Compile.Project("").AddSyntaxTrees(files.Select(file => Compile.File(file.Source, $"File{file.Number}.cs")));
        Compile.Generate(project, out GeneratorDriver driver);
        return string.Join('\n', driver.GetRunResult().GeneratedTrees
            .OrderBy(tree => tree.FilePath, StringComparer.Ordinal)
            .Select(tree => $"{tree.FilePath}\n{tree}"));
    }
}

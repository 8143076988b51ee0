using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ClickClack.GeneratorTests;

/// <summary>What no compiler takes, because somebody is in the middle of it: the plug-in of the editor has to live with it.</summary>
public sealed class TypingTests
{
    // An analyzer has no state that a text leaves behind: looking at some of the texts is enough.
    private const int AnalyzeEach = 40;

    /// <summary>The small bot letter by letter, the one with everything a few at a time: letters within a name make no difference.</summary>
    public static TheoryData<string, int> TypedBots => new() { { nameof(Sources.EchoBot), 1 }, { nameof(Sources.Everything), 3 } };

    public static TheoryData<string> Bots => [nameof(Sources.EchoBot), nameof(Sources.Everything)];

    [Fact]
    public void The_bot_with_everything_compiles_and_has_each_attribute()
    {
        Compile.Clean(Compile.Project(Sources.Everything));
        IEnumerable<string> attributes = typeof(Message).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Attribute)) && type.Namespace == "ClickClack")
            .Select(type => type.Name.Split('`')[0][..^"Attribute".Length]);
        Assert.All(attributes, attribute => Assert.Matches($@"[\[ ]{attribute}\b", Sources.Everything));
    }

    [Theory]
    [MemberData(nameof(TypedBots))]
    public async Task A_bot_is_typed(string bot, int letters)
    {
        string source = SourceOf(bot);
        var editor = new Editor();
        for (int typed = 0; typed * letters < source.Length; typed++)
        {
            int length = typed * letters;
            bool look = typed % AnalyzeEach == 0;
            Compilation output = await editor.ChangeAsync(source[..length], look);
            if (look)
            {
                AssertRightBesides(output, source[..length]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Bots))]
    public async Task Tokens_are_lost_doubled_and_misplaced(string bot)
    {
        const int Texts = 150;
        const int Seed = 1;
        string source = SourceOf(bot);
        var random = new Random(Seed);
        var editor = new Editor();
        for (int text = 0; text < Texts; text++)
        {
            await editor.ChangeAsync(TokenMutation.Of(source, random), analyze: text % 10 == 0);
        }
    }

    /// <summary>Of a text that only ends too early the emitted part has no mistake at all.</summary>
    private static void AssertRightBesides(Compilation output, string text)
    {
        foreach (SyntaxTree emitted in output.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))
        {
            IEnumerable<string> mistakes = output.GetSemanticModel(emitted).GetDiagnostics(cancellationToken: TestContext.Current.CancellationToken)
                .Where(mistake => mistake.Severity == DiagnosticSeverity.Error)
                .Select(mistake => mistake.ToString());
            Assert.True(!mistakes.Any(), $"{string.Join('\n', mistakes)}\n{text}\n----\n{emitted}");
        }
    }

    private static string SourceOf(string bot) => (string)typeof(Sources).GetField(bot, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}

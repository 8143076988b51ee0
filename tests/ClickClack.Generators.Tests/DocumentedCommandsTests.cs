using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ClickClack.Dispatch;

namespace ClickClack.GeneratorTests;

/// <summary>The examples of docs/commands.md compile, and answer what the page says they answer.</summary>
public sealed partial class DocumentedCommandsTests
{
    public static TheoryData<string, string, string> Examples()
    {
        var examples = new TheoryData<string, string, string>();
        foreach (Match pair in Pairs().Matches(Page()))
        {
            foreach (Match line in Said().Matches(pair.Groups["chat"].Value))
            {
                examples.Add(pair.Groups["code"].Value, line.Groups["text"].Value, line.Groups["reply"].Value.TrimEnd('\n'));
            }
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_answers_as_it_says(string code, string text, string reply) =>
        Assert.Equal(reply, await Bot.Of(code, new Ada()).SayAsync(text));

    [Fact]
    public void Every_example_has_its_conversation()
    {
        Assert.Equal(Code().Count(Page()), Pairs().Count(Page()));
        Assert.True(Examples().Count >= 15);
    }

    [Fact]
    public async Task No_example_has_a_mistake()
    {
        foreach (Match pair in Pairs().Matches(Page()))
        {
            await Analyzers.AssertNoneAsync(pair.Groups["code"].Value);
        }
    }

    private static string Page([CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs", "commands.md"));

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```\n\n```chat\n(?<chat>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Pairs();

    [GeneratedRegex("^```csharp$", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex("^> (?<text>[^\n]*)\n(?<reply>(?:(?!> )[^\n]+\n)+)", RegexOptions.Multiline)]
    private static partial Regex Said();

    private sealed class Ada : IWorkspaceNames
    {
        public ValueTask<NameSearch<UserRef>> FindUserAsync(string text, CancellationToken cancellationToken) =>
            new(new NameSearch<UserRef>(text is "@ada" or "usr_ada" ? new UserRef(new UserId("usr_ada"), "ada", "Ada") : null, []));

        public ValueTask<NameSearch<ChannelRef>> FindChannelAsync(string text, CancellationToken cancellationToken) =>
            new(new NameSearch<ChannelRef>(text == "#general" ? new ChannelRef(new ChannelId("chn_1"), "general", "General") : null, []));
    }
}

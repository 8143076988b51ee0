using System.Text;
using System.Text.Json;
using ClickClack.Protocol;
using ClickClack.Replies;

namespace ClickClack.Framework.Tests.Replies;

public sealed class MessageTextTests
{
    [Theory]
    [InlineData("plain words")]
    [InlineData("\"quotes\" & <tags> 'and' `code` + more\\")]
    [InlineData("lines\r\nand\ttabs\band\fmore\u0001\u007f")]
    [InlineData("gr\u00fc\u00dfe \u4f60\u597d \U0001F680\u2028")]
    public void Rule08_a_text_is_measured_as_the_request_writes_it(string text)
    {
        int written = JsonSerializer.SerializeToUtf8Bytes(new EditMessageRequest(text), WireFormat.Of<EditMessageRequest>()).Length;

        Assert.Equal(written - """{"body":""}""".Length, MessageText.CostOf(text));
    }

    [Fact]
    public void Rule08_a_text_that_fits_stays_whole()
    {
        string text = new('a', MessageText.Limit);

        Assert.Same(text, Assert.Single(MessageText.Split(text)));
        Assert.Equal(2, MessageText.Split(text + "b").Count);
    }

    [Fact]
    public void Rule08_cuts_fall_between_paragraphs_else_lines_else_words()
    {
        string paragraph = string.Join(' ', Enumerable.Repeat("word", 100));
        string second = string.Join('\n', Enumerable.Repeat("a line", 50));
        Assert.Equal([paragraph, second], Trimmed($"{paragraph}\n\n{second}", 700));

        string lines = string.Join('\n', Enumerable.Repeat("a line of text", 100));
        Assert.All(Trimmed(lines, 600), part => Assert.All(part.Split('\n'), line => Assert.Equal("a line of text", line)));

        string words = string.Join(' ', Enumerable.Repeat("word", 500));
        Assert.All(Trimmed(words, 600), part => Assert.All(part.Split(' '), word => Assert.Equal("word", word)));
        Assert.Equal(words, string.Join(' ', Trimmed(words, 600)));
    }

    [Fact]
    public void Rule08_no_part_is_over_the_limit_and_nothing_is_lost()
    {
        var random = new Random(7);
        string[] pieces = ["a", "word ", "\n", "\n\n", "\"", "\u00e4", "\U0001F680", "```\n", "~~~~\n", "    "];
        for (int round = 0; round < 300; round++)
        {
            var text = new StringBuilder();
            while (text.Length < 3000)
            {
                text.Append(pieces[random.Next(pieces.Length)]);
            }

            IReadOnlyList<string> parts = MessageText.Split(text.ToString(), 700);

            Assert.All(parts, part => Assert.True(MessageText.CostOf(part) <= 700, $"{MessageText.CostOf(part)}"));
            Assert.All(parts, part => Assert.False(char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1])));
            Assert.Equal(Letters(text.ToString()), Letters(string.Concat(parts)));
        }

        static string Letters(string text) => string.Concat(text.Where(c => char.IsLetter(c) || char.IsSurrogate(c) || c == '"'));
    }

    [Theory]
    [InlineData("```")]
    [InlineData("~~~~")]
    public void Rule08_a_code_fence_that_is_cut_is_closed_and_opened_again(string fence)
    {
        string code = string.Join('\n', Enumerable.Range(0, 100).Select(i => $"    line {i:D3}"));

        IReadOnlyList<string> parts = MessageText.Split($"before\n{fence}csharp title\n{code}\n{fence}\nafter", 700);

        Assert.True(parts.Count > 2);
        Assert.All(parts.Skip(1), part => Assert.StartsWith($"{fence}csharp title\n    line", part, StringComparison.Ordinal));
        Assert.All(parts.SkipLast(1), part => Assert.EndsWith($"\n{fence}", part, StringComparison.Ordinal));
        Assert.EndsWith($"line 099\n{fence}\nafter", parts[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_is_over_the_number_of_parts_is_left_out_and_the_last_part_says_so(int most)
    {
        string text = "```\n" + string.Concat(Enumerable.Range(0, 2000).Select(static i => $"line {i} <&>\n"));

        IReadOnlyList<string> parts = MessageText.Split(text, 700, most, out int left);

        Assert.Equal(most, parts.Count);
        Assert.All(parts, part => Assert.True(MessageText.CostOf(part) <= 700));
        Assert.EndsWith($"```\n\n… ({left} more characters are not shown)", parts[^1], StringComparison.Ordinal);
        Assert.InRange(left, text.Length - (most * 700), text.Length);
    }

    [Fact]
    public void What_just_fits_into_the_number_of_parts_is_whole()
    {
        string text = string.Concat(Enumerable.Range(0, 200).Select(static i => $"line {i}\n"));
        int needed = MessageText.Split(text, 700).Count;

        Assert.Equal(MessageText.Split(text, 700), MessageText.Split(text, 700, needed, out int left));
        Assert.Equal(0, left);
    }

    private static string[] Trimmed(string text, int limit) => [.. MessageText.Split(text, limit).Select(part => part.Trim())];
}

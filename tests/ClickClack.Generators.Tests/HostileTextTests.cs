using System.Diagnostics;

namespace ClickClack.GeneratorTests;

/// <summary>Whatever somebody writes is answered shortly and in a time that grows with it and not with its square.</summary>
public sealed class HostileTextTests
{
    private const string Source = """
        using System.ComponentModel.DataAnnotations;
        enum Stage { Staging, Production }
        record Own(string Text) : IParsable<Own>
        {
            public static Own Parse(string s, IFormatProvider? provider) => new(s);
            public static bool TryParse(string? s, IFormatProvider? provider, out Own result) { result = new Own(s!); return false; }
        }
        static class Commands
        {
            [OnCommand("words")] public static string Words(Stage a, int b, double c, bool d, Guid e, TimeSpan f, DateTimeOffset g, Uri h, Own i, Target j, UserRef k) => "";
            [OnCommand("maybe")] public static string Maybe(string a, int b = 1, Stage c = Stage.Staging, TimeSpan? d = null, [RegularExpression("(a|a)*b"), Option("e")] string? e = null) => "called";
            [OnCommand("list")] public static string List([Option("n", 'n')] int[] numbers, [Option("s", 's')] bool s, [Option("t")] List<Stage> stages, params string[] words) => $"{numbers.Length} {stages.Count} {words.Length}";
            [OnCommand("rest")] public static string Rest([Option("n", 'n')] List<int> numbers, [Option("s", 's')] bool s, string word, [Rest] string text) => $"{numbers.Count} {text.Length}";
        }
        """;

    private static readonly Dictionary<string, string> Pieces = new()
    {
        { "digits", "1" },
        { "letters", "a" },
        { "quotes", "\"" },
        { "single quotes", "'" },
        { "opened quotes", "“" },
        { "many opened quotes", " “a" },
        { "many single quotes", " 'a" },
        { "words", "a " },
        { "escapes", "\"\\\\" },
        { "dashes", "-" },
        { "many dashes", " --" },
        { "unknown options", " --x" },
        { "unknown letters", " -x" },
        { "one word of letters", " -ssssssss" },
        { "switches", " -s --s" },
        { "options", " -n1 --n=2 -n 3" },
        { "options without a value", " --n" },
        { "other options", " --t staging --n 1" },
        { "wrong options", " --t x --n y" },
        { "equals", "=" },
        { "unpaired surrogates", "\uD800" },
        { "marks from right to left", "\u202E\u200F" },
        { "combining characters", "e\u0301\u0301\u0301" },
        { "backticks", "`" },
        { "mentions", "@bob " },
        { "units", "1h" },
        { "slashes", "https://a/" },
        { "blanks", " \u00A0\u2003\n" },
        { "nothing", "\0" },
    };

    public static TheoryData<string> Kinds => [.. Pieces.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_large_hostile_text_costs_linear_time(string kind)
    {
        string piece = Pieces[kind];
        Bot bot = Bot.Of(Source);
        const int Size = 1 << 19;
        string text = string.Concat(Enumerable.Repeat(piece, Size / piece.Length));
        long began = Stopwatch.GetTimestamp();

        foreach (string command in (string[])["/words ", "/words \"", "/maybe ", "/maybe a --e ", "/maybe a --e=", "/list ", "/list -n 1 ", "/rest ", "/rest a "])
        {
            Reply? reply = await bot.AnswerAsync(Message.Of(command + text));
            Assert.True(reply?.Text.Length < 4000, $"{command}: {reply?.Text.Length}");
        }

        // Quadratic time would be a quarter of an hour; linear is a moment, on however busy a machine.
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("/list", "10000 0 0", " --n 1")]
    [InlineData("/list", "0 10000 0", " --t staging")]
    [InlineData("/list", "0 0 10000", " x")]
    [InlineData("/list -s", "10000 10000 10000", " --t staging x -n1")]
    [InlineData("/rest word", "10000 4", " -n 1", " rest")]
    public async Task Ten_thousand_are_read(string command, string reply, string piece, string end = "") =>
        Assert.Equal(reply, await Bot.Of(Source).SayAsync(command + string.Concat(Enumerable.Repeat(piece, 10000)) + end));

    [Fact]
    public async Task What_is_answered_is_well_formed()
    {
        string? reply = await Bot.Of(Source).SayAsync("/maybe a \uDC00x\uD800 --\uD835\u202E=1 --x\u202E\uD800");
        Assert.Equal("`\uFFFDx\uFFFD` is not a whole number (b)\n", reply?[..(reply.IndexOf('\n', StringComparison.Ordinal) + 1)]);
        Assert.DoesNotContain("\u202E", reply, StringComparison.Ordinal);
        Assert.DoesNotContain(reply!, char.IsSurrogate);
    }
}

using System.Diagnostics;
using ClickClack.Dispatch;
using ClickClack.Handlers;

namespace ClickClack.GeneratorTests;

public sealed class PatternTests
{
    private const string Rollback = """
        enum Stage { Staging, Production }
        class Deployments
        {
            [OnPattern(@"rollback (?<id>\d+)( on (?<stage>\w+))?")]
            public string Rollback(long id, Message message, Stage? stage = null) => $"rolling back {id} on {stage} for {message.Author.Mention}";

            [OnPattern(@"(?i)ship (?<what>\S+) (?<when>\S+)(?<urgent>!)?", Order = 2)]
            public string Ship(string what, TimeSpan when, string? urgent) => $"{what} {when} {urgent}";

            [OnPattern(@"is (?<yes>\w+) (?<share>\S+) (?<site>\S+) (?<guid>\S+)", Order = 1)]
            public string All(bool yes, double share, Uri site, Guid guid) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{yes} {share} {site} {guid}");

            [OnMessage] public string Other(Message message) => "other";
        }
        """;

    [Theory]
    [InlineData("please rollback 17 now", "rolling back 17 on  for @alice")]
    [InlineData("rollback 17 on PRODUCTION", "rolling back 17 on Production for @alice")]
    [InlineData("Rollback 17", "other")]
    [InlineData("SHIP it 1:30", "it 01:30:00 ")]
    [InlineData("ship it 1:30!", null)]
    [InlineData("ship it 1:30 !", "it 01:30:00 ")]
    [InlineData("is yes 0.5 https://example.org 6f9619ff-8b86-d011-b42d-00c04fc964ff", "True 0.5 https://example.org/ 6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("/rollback rollback 17", null)]
    public async Task Groups_become_typed_parameters(string text, string? reply) => Assert.Equal(reply, await Bot.Of(Rollback).SayAsync(text));

    [Theory]
    [InlineData("wait 1h30m", "01:30:00")]
    [InlineData("wait 90s until 2026-01-31", "00:01:30 2026-01-31T00:00:00.0000000+00:00")]
    [InlineData("wait 90s until 2026-01-31T18:30+01:00", "00:01:30 2026-01-31T18:30:00.0000000+01:00")]
    [InlineData("on 2026-01-31 at 18:30 or 2026-02-01T06:00", "2026-01-31 18:30 2026-02-01T06:00:00.0000000Z")]
    [InlineData("on 31.01.2026 at 18:30 or 2026-02-01T06:00", null)]
    public async Task Durations_and_dates_are_written_as_in_commands(string text, string? reply) => Assert.Equal(reply, await Bot.Of("""
        class Times
        {
            [OnPattern(@"wait (?<length>\S+)( until (?<end>\S+))?")]
            public string Wait(TimeSpan length, DateTimeOffset? end = null) => $"{length} {end:O}".TrimEnd();

            [OnPattern(@"on (?<day>\S+) at (?<time>\S+) or (?<other>\S+)")]
            public string On(DateOnly day, TimeOnly time, DateTime other) => $"{day:O} {time:HH':'mm} {other:O}";
        }
        """).SayAsync(text));

    [Theory]
    [InlineData("rollback 99999999999999999999")]
    [InlineData("rollback 17 on moon")]
    [InlineData("ship it tomorrow")]
    [InlineData("is maybe 0.5 https://example.org 6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    public async Task A_group_that_does_not_fit_is_answered_with_nothing(string text)
    {
        Answer answer = await Bot.Of(Rollback).InvokeAsync(Message.Of(text));
        Assert.Empty(answer.Replies);
        Assert.Equal(DropReason.Unfit, answer.Refusal);
    }

    [Theory]
    [InlineData("one two", "P.Second")]
    [InlineData("two", "P.Third")]
    [InlineData("three", "P.First")]
    [InlineData("/two", "P.Command")]
    [InlineData("four", "P.Mention")]
    public void The_lowest_order_wins_then_the_first_in_the_source(string text, string winner)
    {
        Bot bot = Bot.Of("""
            class P
            {
                [OnMention] public void Mention() { }
                [OnPattern("o|t", Order = 1)] public void First() { }
                [OnPattern("one", Order = -1)] public void Second() { }
                [OnPattern("two")] public void Third() { }
                [OnPattern("tw", Order = 0)] public void Fourth() { }
                [OnCommand("two")] public void Command() { }
            }
            """.Replace("\"o|t\"", "\"one|thr\"", StringComparison.Ordinal));
        Assert.Equal(winner, bot.Winner(Message.Of(text), mentioned: true));
    }

    [Fact]
    public async Task A_pattern_may_be_written_over_several_lines()
    {
        Bot bot = Bot.Of("class P { [OnPattern(\"(?x) \\n (?<a>x)  # */ comment \\u2028 \\r\\n y\")] public string X(string a) => a; }");
        Assert.Equal("x", await bot.SayAsync("xy"));
        Assert.DoesNotContain('\n', bot.Routes.Routes[0].Cause);
    }

    [Fact]
    public void A_pattern_is_narrowed_by_places_and_ranks_above_mentions()
    {
        Bot bot = Bot.Of("""[OnChannel("ops"), OnDm] class P { [OnPattern("x")] public void X() { } } [OnMention] class M { public void Handle() { } }""");
        Assert.Equal("P.X", bot.Winner(Message.Of("x", channel: "ops", threadRoot: "msg_1"), mentioned: true));
        Assert.Equal("P.X", bot.Winner(Message.Of("x", dm: true)));
        Assert.Equal("M.Handle", bot.Winner(Message.Of("x"), mentioned: true));
        Assert.Equal(RouteRank.Pattern, bot.Match(Message.Of("x", dm: true)).Rank);
    }

    [Fact]
    public async Task An_authors_own_expression_may_backtrack_for_as_long_as_it_says()
    {
        Bot bot = Bot.Of("""
            using System.Text.RegularExpressions;
            static partial class Own
            {
                [GeneratedRegex(@"^(?<twice>\w+) \k<twice>$", RegexOptions.None, matchTimeoutMilliseconds: 500)]
                internal static partial Regex Twice();
                internal static partial Regex Twice() => new(@"^(?<twice>\w+) \k<twice>$", RegexOptions.None, TimeSpan.FromMilliseconds(500));
                [GeneratedRegex("(a+)+$", RegexOptions.None, 20)]
                internal static partial Regex Slow();
                internal static partial Regex Slow() => new("^(a+)+$", RegexOptions.None, TimeSpan.FromMilliseconds(20));
            }
            class P
            {
                [OnPattern(typeof(Own), nameof(Own.Twice))] public string Twice(string twice) => $"twice {twice}";
                [OnPattern(typeof(Own), nameof(Own.Slow), Order = 1)] public string Slow() => "slow";
            }
            """);
        Assert.Equal("twice so", await bot.SayAsync("so so"));
        Assert.Null(bot.Winner(Message.Of(new string('a', 40) + "!")));
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("(.*a){12}$")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData("(x+x+)+y")]
    public void A_text_that_is_written_to_take_forever_does_not(string pattern)
    {
        Bot bot = Bot.Of($$"""class P { [OnPattern("{{pattern}}")] public void X() { } }""");
        string text = new string('a', 64 * 1024) + "!";
        long began = Stopwatch.GetTimestamp();
        Assert.Null(bot.Winner(Message.Of(text)));
        Assert.Null(bot.Winner(Message.Of(text.Replace('a', 'x'))));

        // Not a measurement: backtracking would take longer than the universe.
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Matching_a_text_that_nothing_takes_allocates_nothing()
    {
        Bot bot = Bot.Of("""class P { [OnPattern("deploy (?<id>\\d+)")] public void X(int id) { } [OnCommand("a b")] public void Y() { } }""");
        Evidence evidence = Bot.EvidenceOf(Message.Of("hi"));
        foreach (string text in (string[])["just talking about this and that", "/unknown command", "/a c", "/A b"])
        {
            for (int i = 0; i < 100; i++)
            {
                bot.Routes.Match(in evidence, text, Bot.Handle);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                bot.Routes.Match(in evidence, text, Bot.Handle);
            }

            // The engine's own bookkeeping may show once, never for each message.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 999);
        }
    }
}

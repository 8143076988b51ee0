using System.Globalization;
using System.Text;
using ClickClack.Dispatch;

namespace ClickClack.GeneratorTests;

/// <summary>Bots with so many commands or emojis that the decision between them is split.</summary>
public sealed class ManyWordsTests
{
    private static readonly Evidence General = new(Places.ChannelRoot, "chn_1", "general", mentionsBot: true);

    /// <summary>As many words of one length, of two that differ in one character and of some that are the beginning of others.</summary>
    private static IEnumerable<string> Words(int count) => Enumerable.Range(0, count).Select(static i => (i % 3) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"same-{i:000}"),
        1 => string.Create(CultureInfo.InvariantCulture, $"other{i}"),
        _ => new string((char)('a' + (i % 26)), 1 + (i / 26)),
    }).Distinct();

    private static IRouteModule Commands(IEnumerable<string> words)
    {
        var source = new StringBuilder("static class C {");
        foreach ((int i, string word) in words.Index())
        {
            source.Append(CultureInfo.InvariantCulture, $"[OnCommand(\"{word}\")] public static string M{i}() => \"{word}\";\n");
        }

        return Bot.Of(source.Append('}').ToString()).Routes;
    }

    private static async Task<string?> SayAsync(IRouteModule routes, string text)
    {
        RouteMatch match = routes.Match(in General, text, Bot.Handle);
        var context = new RouteContext(Message.Of(text), services: null!, TestContext.Current.CancellationToken);
        return match.Found ? (await routes.InvokeAsync(match.Route, in context)).Replies.Single().Text : null;
    }

    [Theory]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(60)]
    [InlineData(600)]
    public async Task Each_of_many_commands_is_found_and_called(int count)
    {
        string[] words = [.. Words(count)];
        IRouteModule routes = Commands(words);
        foreach (string word in words)
        {
            Assert.Equal(word, await SayAsync(routes, "/" + word));
            Assert.Equal(word, await SayAsync(routes, $"/{word.ToUpperInvariant()}@Echo "));
            Assert.Null(await SayAsync(routes, $"/{word}_"));
            Assert.Null(await SayAsync(routes, $"/_{word}"));
            Assert.Null(await SayAsync(routes, $"/{word}@another"));
        }
    }

    [Fact]
    public async Task Names_of_one_length_are_no_claim_about_the_length_of_what_is_said()
    {
        string[] words = [.. Enumerable.Range(0, 40).Select(static i => string.Create(CultureInfo.InvariantCulture, $"command{i:00}"))];
        IRouteModule routes = Commands(words);
        Assert.Equal("command39", await SayAsync(routes, "/command39"));
        foreach (string text in (string[])["/c", "/command", "/command390", "/commandx9", "/command39@another", "/COMMAND"])
        {
            Assert.Null(await SayAsync(routes, text));
        }
    }

    [Fact]
    public async Task The_longest_name_is_found_in_any_case_and_one_that_is_longer_is_none()
    {
        string longest = new('n', CommandLine.MaxNameLength);
        IRouteModule routes = Commands([longest, "n"]);
        Assert.Equal(longest, await SayAsync(routes, "/" + longest));
        Assert.Equal(longest, await SayAsync(routes, "/" + longest.ToUpperInvariant()));
        Assert.Equal(longest, await SayAsync(routes, $"/N{longest[1..]}@ECHO"));
        Assert.Null(await SayAsync(routes, $"/{longest}n"));
        Assert.Null(await SayAsync(routes, $"/{longest}N"));
    }

    [Fact]
    public void Each_of_many_emojis_is_found()
    {
        string[] emojis = [.. Enumerable.Range(0, 80).Select(static i => char.ConvertFromUtf32(0x1F600 + i)), .. Words(40), "👍", "👍🏽", "\"", "\\"];
        var source = new StringBuilder("[OnChannel(\"ops\")] static class Ops { [OnReaction(\"👍\")] public static void Here() { } }\nstatic class C {");
        foreach ((int i, string emoji) in emojis.Index())
        {
            string literal = emoji.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            source.Append(CultureInfo.InvariantCulture, $"[OnReaction(\"{literal}\")] public static void M{i}() {{ }} [OnReaction(\"{literal}\", Removed = true)] public static void R{i}() {{ }}\n");
        }

        IRouteModule routes = Bot.Of(source.Append("[OnReaction] public static void Any() { } }").ToString()).Routes;
        foreach ((int i, string emoji) in emojis.Index())
        {
            Assert.Equal($"C.M{i}", Handler(routes.MatchReaction(in General, emoji, removed: false)));
            Assert.Equal($"C.R{i}", Handler(routes.MatchReaction(in General, emoji, removed: true)));
        }

        foreach (string other in (string[])["", "?", "\U0001F4A9", "\uD83D", "same-", "👍🏿"])
        {
            Assert.Equal("C.Any", Handler(routes.MatchReaction(in General, other, removed: false)));
            Assert.False(routes.MatchReaction(in General, other, removed: true).Found);
        }

        var ops = new Evidence(Places.ChannelRoot, "chn_2", "ops", mentionsBot: true);
        Assert.Equal("Ops.Here", Handler(routes.MatchReaction(in ops, "👍", removed: false)));

        string Handler(ReactionMatch match) => routes.Routes[match.Route].Handler;
    }

    [Fact]
    public async Task A_number_that_is_no_route_is_refused_however_many_there_are()
    {
        IRouteModule routes = Commands(Words(600));
        foreach (int route in (int[])[-1, routes.Routes.Count, int.MaxValue, int.MinValue])
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await routes.InvokeAsync(route, default));
        }
    }
}

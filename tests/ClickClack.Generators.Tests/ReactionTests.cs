using ClickClack.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.GeneratorTests;

/// <summary>Which handler takes a reaction, and with what.</summary>
public sealed class ReactionTests
{
    private const string Source = """
        class Anywhere
        {
            [OnReaction] public string Any(Reaction reaction) => $"any {reaction.Emoji}";
            [OnReaction("🚀", "❤️")] public string Named(Reaction reaction, Author author) => $"{reaction.Emoji} by {author.Handle}";
            [OnReaction("🚀", Removed = true)] public void Back() { }
            [OnMessage] public string Say() => "said";
        }

        [OnChannel("ops")]
        class Ops
        {
            [OnReaction("🚀")] public string Ship(Message message) => "ops " + message.Text;
            [OnReaction] public void Rest() { }
            [OnReaction("👀"), OnThread] public void Thread() { }
        }

        [OnDm, OnReaction]
        class Direct { public void Handle(Reaction reaction) { } }
        """;

    private static readonly Evidence General = new(Places.ChannelRoot, "chn_1", "general", mentionsBot: true);
    private static readonly Evidence Ops = new(Places.ChannelRoot, "chn_2", "ops", mentionsBot: true);

    private static string? Winner(Evidence evidence, string emoji, bool removed = false)
    {
        IRouteModule routes = Bot.Of(Source).Routes;
        ReactionMatch match = routes.MatchReaction(in evidence, emoji, removed);
        return match.Found ? routes.Routes[match.Route].Handler : null;
    }

    [Fact]
    public void An_emoji_goes_before_any_and_among_equals_the_place_decides()
    {
        Assert.Equal("Anywhere.Any", Winner(General, "👍"));
        Assert.Equal("Anywhere.Named", Winner(General, "🚀"));
        Assert.Equal("Anywhere.Named", Winner(General, "❤"));
        Assert.Equal("Ops.Ship", Winner(Ops, "🚀"));
        Assert.Equal("Anywhere.Named", Winner(Ops, "❤"));
        Assert.Equal("Ops.Rest", Winner(Ops, "👍"));
        Assert.Equal("Ops.Rest", Winner(Ops, "👀"));
        Assert.Equal("Ops.Thread", Winner(new Evidence(Places.ChannelThread, "chn_2", "ops", mentionsBot: true), "👀"));
        Assert.Equal("Direct.Handle", Winner(new Evidence(Places.DmRoot, null, null, mentionsBot: true), "👍"));
    }

    [Fact]
    public void What_is_taken_back_has_handlers_of_its_own()
    {
        Assert.Equal("Anywhere.Back", Winner(Ops, "🚀", removed: true));
        Assert.Null(Winner(Ops, "👍", removed: true));
    }

    [Fact]
    public void Messages_and_reactions_do_not_lead_to_each_others_handlers()
    {
        Bot bot = Bot.Of("class A { [OnReaction] public void Reacted() { } }");
        Assert.Null(bot.Winner(Message.Of("hello"), mentioned: true));
        Assert.False(bot.Routes.MayMatch(new Evidence(Places.Anywhere, "chn_x", channelName: null, mentionsBot: true)));
        Assert.False(Bot.Of("class A { [OnMessage] public void Said() { } }").Routes.MatchReaction(in General, "👍", removed: false).Found);
    }

    [Fact]
    public async Task A_handler_takes_the_reaction_who_reacted_or_the_message()
    {
        IRouteModule routes = Bot.Of(Source).Routes;
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();

        Assert.Equal("🚀 by bob", await AnswerAsync(General));
        Assert.Equal("ops deploy it", await AnswerAsync(Ops));
        Assert.Equal(["Ops.Ship"], routes.Routes.Where(route => route.NeedsMessage).Select(route => route.Handler));

        async Task<string?> AnswerAsync(Evidence evidence)
        {
            var context = new RouteContext(Message.Of("deploy it"), services, TestContext.Current.CancellationToken)
            {
                Reaction = Reaction.Of("🚀", "bob"),
                Reactor = new Author(new UserId("usr_bob"), "Bob", "bob"),
            };
            ClickClack.Handlers.Answer answer = await routes.InvokeAsync(routes.MatchReaction(in evidence, "🚀", removed: false).Route, context);
            return answer.Replies.Single().Text;
        }
    }

    [Fact]
    public void Each_route_says_why_it_takes_a_reaction_or_not()
    {
        var routes = new ClickClackRoutes(Bot.Of(Source).Routes);

        Assert.Equal(
            """
            reactions 🚀 in #ops takes it: Ops.Ship
              reactions (Anywhere.Any): Ops.Ship goes before it: it names the emoji
              reactions 🚀 ❤ (Anywhere.Named): Ops.Ship goes before it: its place is more specific
              removed reactions 🚀 (Anywhere.Back): it listens to reactions that are taken back
              messages (Anywhere.Say): it listens to something else than reactions
              reactions in #ops (Ops.Rest): Ops.Ship goes before it: it names the emoji
              reactions 👀 in threads in #ops (Ops.Thread): it does not listen here, which is #ops
              reactions in direct messages (Direct.Handle): it does not listen here, which is #ops
            """,
            routes.Explain(Reaction.Of("🚀", channel: "ops")).ToString());
        Assert.Null(routes.Explain(Reaction.Of("👍", removed: true)).Winner);
    }

    [Fact]
    public void Emitted_code_and_interpreter_choose_the_same_route()
    {
        IRouteModule module = Bot.Of(Source).Routes;
        var table = new RouteTable([module], new RouteSettings(null, new Dictionary<string, string>()));
        var routes = new ClickClackRoutes(() => table);
        int found = 0;
        foreach (string emoji in new[] { "👍", "🚀", "❤", "❤\uFE0F", "👀", "" })
        {
            foreach ((string channel, bool dm) in new[] { ("general", false), ("ops", false), ("", true) })
            {
                foreach ((bool removed, bool reply) in new[] { (false, false), (true, false), (false, true), (true, true) })
                {
                    Reaction reaction = Reaction.Of(emoji, channel: channel, dm: dm, removed: removed);
                    Places place = dm ? reply ? Places.DmThread : Places.DmRoot : reply ? Places.ChannelThread : Places.ChannelRoot;
                    var evidence = new Evidence(place, reaction.Channel?.Id.Value, reaction.Channel?.Name, mentionsBot: true);
                    RouteDescription? winner = table.MatchReaction(in evidence, emoji, removed)?.Description;
                    RouteExplanation explanation = routes.Explain(reaction, reply);
                    Assert.True(ReferenceEquals(winner, explanation.Winner), $"{winner?.Handler} wins {emoji} in {place} {channel}\n{explanation}");
                    found += winner is null ? 0 : 1;
                }
            }
        }

        Assert.InRange(found, 30, 60);
    }
}

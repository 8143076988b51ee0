using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Guards;

public sealed class CooldownTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_user_is_answered_so_often_and_then_not_until_time_has_passed()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(message => message.Text),
            options => options.Cooldown = new CooldownOptions { Messages = 2, Per = TimeSpan.FromSeconds(30) },
            time);

        server.Say("one");
        server.Say("two");
        server.Say("three");
        server.Say("bob", author: "usr_bob");
        await Eventually.True(() => server.Posted.Count == 3 && bot.Log.Has($"({DropReason.Cooldown})"), $"three answers\n{bot.Log}");
        await bot.IdleAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        server.Say("four");
        await Eventually.True(() => server.Posted.Count == 4, "an answer");

        Assert.Equal(["one", "two", "bob", "four"], server.PostedBodies);
    }

    [Theory]
    [InlineData(Per.User, "one", "bob")]
    [InlineData(Per.Conversation, "one", "in the thread")]
    [InlineData(Per.Channel, "one")]
    [InlineData(Per.Everyone, "one")]
    public async Task A_route_counts_per_user_per_conversation_per_channel_or_all(Per per, params string[] answered)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = ScriptedRoutes.Everywhere(message => message.Text)
            .With(new RouteGuards { Cooldown = new MessageRate(1, TimeSpan.FromHours(1)), CooldownPer = per });
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        string root = server.Say("one");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        server.Say("two");
        server.Say("bob", author: "usr_bob");
        await Eventually.True(() => server.Posted.Count + bot.Log.Count($"({DropReason.Cooldown})") == 3, "both are judged");
        server.Say("in the thread", thread: root);
        await Eventually.True(() => server.Posted.Count + bot.Log.Count($"({DropReason.Cooldown})") == 4, "the reply too");
        Assert.Equal(answered, server.PostedBodies);
    }

    [Fact]
    public async Task What_a_filter_refuses_is_counted_and_answered_as_it_says()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = ScriptedRoutes.Answering((message, _) => new(message.Text == "silence"
            ? ClickClack.Handlers.Answer.Refused(default)
            : ClickClack.Handlers.Answer.Refused(FilterResult.Refuse("not now"))));
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        server.Say("silence");
        server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 1 && bot.Log.Count($"({DropReason.Filter})") == 2, $"both are refused\n{bot.Log}");
        Assert.Equal(["not now"], server.PostedBodies);
    }

    [Fact]
    public async Task A_route_has_a_limit_of_its_own()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes()
            .Channel("general", message => message.Text)
            .Channel("ops", message => message.Text).With(new RouteGuards { Cooldown = new MessageRate(1, TimeSpan.FromHours(1)) });
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        server.Say("one", channel: "chn_ops");
        server.Say("two", channel: "chn_ops");
        server.Say("three");
        server.Say("four");

        await Eventually.True(() => server.Posted.Count == 3 && bot.Log.Has($"({DropReason.Cooldown})"), $"three answers\n{bot.Log}");
        Assert.Equal(["four", "one", "three"], server.PostedBodies.Order());
    }

    [Fact]
    public void What_was_said_slowly_and_is_read_at_once_is_within_the_limit()
    {
        var window = new RateWindow<string>(1, TimeSpan.FromMinutes(1));

        Assert.True(window.TryAdd("a", Noon));
        Assert.False(window.TryAdd("a", Noon.AddSeconds(59)));
        Assert.True(window.TryAdd("a", Noon.AddSeconds(60)));

        // Another conversation is behind: that is no way around the limit.
        Assert.False(window.TryAdd("a", Noon.AddSeconds(-60)));
    }

    [Fact]
    public void It_remembers_only_so_many_users()
    {
        var window = new RateWindow<int>(1, TimeSpan.FromMinutes(1), largest: 100);
        for (int user = 0; user < 99; user++)
        {
            window.TryAdd(user, Noon);
        }

        // Those of a minute ago make room for others, and those of now stay as long as there is any.
        window.TryAdd(1000, Noon.AddSeconds(90));
        window.TryAdd(1001, Noon.AddSeconds(90));
        Assert.Equal(2, window.Count);
        Assert.False(window.TryAdd(1000, Noon.AddSeconds(91)));

        for (int user = 0; user < 10_000; user++)
        {
            window.TryAdd(user, Noon.AddSeconds(92));
            Assert.InRange(window.Count, 1, 100);
        }
    }

    [Fact]
    public async Task What_a_route_refuses_is_not_counted_by_the_bot()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = ScriptedRoutes.Everywhere(message => message.Text)
            .Command("roll", _ => "rolled").With(new RouteGuards { Cooldown = new MessageRate(1, TimeSpan.FromHours(1)) });
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, routes, options => options.Cooldown = new CooldownOptions { Messages = 2, Per = TimeSpan.FromHours(1) });

        server.Say("/roll");
        server.Say("/roll");
        server.Say("/roll");
        server.Say("hello");
        server.Say("too many");
        await Eventually.True(() => bot.Log.Count($"({DropReason.Cooldown})") == 3 && server.Posted.Count == 2, $"three refusals and two answers\n{bot.Log}");

        Assert.Equal(["rolled", "hello"], server.PostedBodies);
    }
}

using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Guards;

public sealed class AllowBotsTests
{
    private static ScriptedRoutes Echo() => ScriptedRoutes.Everywhere(message => message.Text);

    private static int Fetches(ScriptedServer server, string message) => server.CountRequests("GET", $"/api/messages/{message}");

    [Theory]
    [InlineData("usr_rover")]
    [InlineData("@rover")]
    public async Task Only_bots_that_are_named_are_answered(string entry)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.AddUser("usr_other", "other", kind: "bot");
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options => options.AllowBots = [entry]);

        server.Say("from another bot", author: "usr_other");
        server.Say("from the bot", author: "usr_rover");
        server.Say("from a person");
        await Eventually.True(() => server.Posted.Count == 2 && bot.Log.Count($"({DropReason.Bot})") == 1, $"two answers\n{bot.Log}");
        string again = server.Say("from another bot again", author: "usr_other");
        await Eventually.True(() => bot.Log.Count($"({DropReason.Bot})") == 2, "dropped");

        Assert.Equal(["from the bot", "from a person"], server.PostedBodies);
        Assert.Equal(0, Fetches(server, again));
    }

    [Fact]
    public async Task A_bot_may_be_admitted_by_a_route_and_then_by_that_one_only()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes()
            .Channel("general", message => message.Text)
            .Channel("ops", message => message.Text).With(new RouteGuards { AllowBots = ["@rover"] });
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        server.Say("in general", author: "usr_rover");
        server.Say("in ops", author: "usr_rover", channel: "chn_ops");

        await Eventually.True(() => server.Posted.Count == 1 && bot.Log.Has($"({DropReason.Bot})"), $"one\n{bot.Log}");
        Assert.Equal(["in ops"], server.PostedBodies);
    }

    [Fact]
    public async Task Activity_of_an_admitted_bot_is_not_answered()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options => options.AllowBots = ["usr_rover"]);

        server.Say("thinking", author: "usr_rover", kind: "agent_commentary");
        server.Say("said", author: "usr_rover");

        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal(["said"], server.PostedBodies);
    }

    [Fact]
    public async Task A_bot_that_talks_on_and_on_is_not_answered_there_for_a_minute()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options => options.AllowBots = ["usr_rover"], time);

        for (int i = 1; i <= 21; i++)
        {
            server.Say($"loop {i}", author: "usr_rover");
        }

        await Eventually.True(() => bot.Log.Has($"({DropReason.LoopGuard})"), $"the loop is ended\n{bot.Log}");
        string muted = server.Say("loop 22", author: "usr_rover");
        string reply = server.Say("loop 23", author: "usr_rover", thread: muted);
        await Eventually.True(() => bot.Log.Count($"({DropReason.LoopGuard})") == 3, "the others too");
        await Eventually.True(() => server.Posted.Count == 20, "what was said before is answered");
        Assert.Equal(0, Fetches(server, muted));
        Assert.Equal(
            ["@rover said more than 20 things within 60 s in chn_general, as in a loop; it is not answered there for 60 s"], bot.Log.Complaints);

        // Elsewhere, and others, are answered as always.
        server.Say("elsewhere", author: "usr_rover", channel: "chn_ops");
        server.Say("a person");
        await Eventually.True(() => server.Posted.Count == 22, "both are answered");

        await bot.IdleAsync();
        time.Advance(TimeSpan.FromSeconds(60));
        server.Say("a minute later", author: "usr_rover");
        await Eventually.True(() => server.PostedBodies.Contains("a minute later"), "an answer");
        Assert.Single(bot.Log.Complaints);
    }

    [Fact]
    public async Task A_bot_that_talks_slowly_is_no_loop()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options => options.AllowBots = ["usr_rover"], time);

        for (int i = 1; i <= 30; i++)
        {
            server.Say($"report {i}", author: "usr_rover");
            await Eventually.True(() => server.Posted.Count == i, "an answer");
            await bot.IdleAsync();
            time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.False(bot.Log.Has(DropReason.LoopGuard));
    }
}

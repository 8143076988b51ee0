using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Guards;

public sealed class RequireMentionTests
{
    private static int Fetches(ScriptedServer server, string message) => server.CountRequests("GET", $"/api/messages/{message}");

    [Fact]
    public async Task Where_there_are_others_only_what_is_said_to_the_bot_is_answered()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, ScriptedRoutes.Everywhere(message => Reply.InThread(message.Text)), options => options.RequireMention = true);

        string aside = server.Say("among us");
        server.Say("among us", dm: "dm_group");
        server.Say("aside in a thread", thread: aside);
        server.Say("aside again", thread: aside);
        string asked = server.Say("@echo channel");
        server.Say("@echo group", dm: "dm_group");
        server.Say("@echo thread", thread: aside);
        server.Say("direct", dm: "dm_alice");
        server.Say("follow-up", thread: asked);

        await Eventually.True(() => server.Posted.Count == 5 && bot.Log.Count($"({DropReason.NotMentioned})") == 4, $"five and four\n{bot.Log}");
        Assert.Equal(["channel", "direct", "follow-up", "group", "thread"], server.PostedBodies.Order());

        // The event tells enough of a root message of a channel; the root of a thread is asked for once.
        Assert.Equal(1, Fetches(server, aside));
    }

    [Fact]
    public async Task A_thread_that_the_bot_began_is_its_own()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string begun = server.Say("daily report", author: ScriptedServer.BotId);
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, ScriptedRoutes.Everywhere(message => message.Text), options => options.RequireMention = true);

        server.Say("and yesterday?", thread: begun);

        await Eventually.True(() => server.PostedBodies.Contains("and yesterday?"), $"an answer\n{bot.Log}");
    }

    [Fact]
    public async Task A_command_counts_if_it_names_the_bot()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, new ScriptedRoutes().Command("roll", message => message.Text), options => options.RequireMention = true);

        server.Say("/roll 1");
        server.Say("/roll@other 2");
        server.Say("/roll@Echo 3");
        server.Say("@echo /roll 4");
        server.Say("/roll 5", dm: "dm_alice");

        await Eventually.True(
            () => server.Posted.Count == 3 && bot.Log.Has($"({DropReason.NotMentioned})") && bot.Log.Has($"({DropReason.NothingMatches})"),
            $"three answers\n{bot.Log}");
        Assert.Equal(["/roll 4", "/roll 5", "/roll@Echo 3"], server.PostedBodies.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_route_decides_for_itself()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes()
            .Channel("general", message => message.Text)
            .Channel("ops", message => message.Text).With(new RouteGuards { RequireMention = false });
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes, options => options.RequireMention = true);

        server.Say("in general");
        server.Say("in ops", channel: "chn_ops");

        await Eventually.True(() => server.Posted.Count == 1 && bot.Log.Has($"({DropReason.NotMentioned})"), $"one\n{bot.Log}");
        Assert.Equal(["in ops"], server.PostedBodies);
    }

    [Fact]
    public async Task A_thread_whose_beginning_is_gone_is_not_the_bots()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, ScriptedRoutes.Everywhere(message => message.Text), options => options.RequireMention = true, time);
        string root = server.Say("root");
        server.Script("GET", $"/api/messages/{root}", _ => Answer.NoRows());

        server.Say("reply", thread: root);

        await Eventually.True(() => bot.Log.Count($"({DropReason.NotMentioned})") == 2, $"dropped\n{bot.Log}");
        Assert.Empty(server.Posted);
        Assert.Empty(bot.Log.Complaints);
    }
}

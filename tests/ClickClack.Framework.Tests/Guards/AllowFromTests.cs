using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Guards;

public sealed class AllowFromTests
{
    private static ScriptedRoutes Echo() => ScriptedRoutes.Everywhere(message => message.Text);

    private static int Fetches(ScriptedServer server, string message) => server.CountRequests("GET", $"/api/messages/{message}");

    [Theory]
    [InlineData("usr_alice")]
    [InlineData("@alice")]
    [InlineData("@ALICE")]
    [InlineData(" @alice ")]
    public async Task Only_who_is_named_is_answered_wherever_they_write(string entry)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options => options.AllowFrom = [entry]);
        string root = server.Say("mine");

        server.Say("not mine", author: "usr_bob");
        server.Say("nor there", author: "usr_bob", thread: root);
        server.Say("nor in the group", author: "usr_bob", dm: "dm_group");
        server.Say("direct", dm: "dm_alice");
        server.Say("in the thread", thread: root);

        await Eventually.True(() => bot.Log.Count($"({DropReason.NotAllowed})") == 3 && server.Posted.Count == 3, $"three and three\n{bot.Log}");
        Assert.Equal(["direct", "in the thread", "mine"], server.PostedBodies.Order());
    }

    [Fact]
    public async Task Whom_their_id_excludes_costs_no_request()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options => options.AllowFrom = ["usr_alice"]);

        string denied = server.Say("not mine", author: "usr_bob");
        server.Say("mine");

        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal(0, Fetches(server, denied));
    }

    [Fact]
    public async Task Whom_their_handle_excludes_costs_one_request()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options => options.AllowFrom = ["@alice"]);

        string first = server.Say("not mine", author: "usr_bob");
        await Eventually.True(() => bot.Log.Count($"({DropReason.NotAllowed})") == 1, "the first is dropped");
        string second = server.Say("again", author: "usr_bob");
        await Eventually.True(() => bot.Log.Count($"({DropReason.NotAllowed})") == 2, "the second too");

        Assert.Equal([1, 0], [Fetches(server, first), Fetches(server, second)]);
    }

    [Fact]
    public async Task A_handle_counts_as_it_is_when_the_message_is_read()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options => options.AllowFrom = ["@alice"], time);
        server.Say("one");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        server.Say("not mine", author: "usr_bob");
        await Eventually.True(() => bot.Log.Has($"({DropReason.NotAllowed})"), "dropped");

        await bot.IdleAsync();
        server.Users["usr_alice"]["handle"] = "alicia";
        server.Users["usr_bob"]["handle"] = "alice";
        time.Advance(TimeSpan.FromMinutes(5));
        server.Say("two");
        server.Say("three", author: "usr_bob");

        await Eventually.True(() => server.Posted.Count == 2 && bot.Log.Count($"({DropReason.NotAllowed})") == 2, $"the other one\n{bot.Log}");
        Assert.Equal(["one", "three"], server.PostedBodies);
    }

    [Fact]
    public async Task Everybody_are_the_people_and_not_the_bots()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options => options.AllowFrom = ["*"]);

        server.Say("from a bot", author: "usr_rover");
        server.Say("from bob", author: "usr_bob");

        await Eventually.True(() => server.Posted.Count == 1 && bot.Log.Has($"({DropReason.Bot})"), "an answer");
        Assert.Equal(["from bob"], server.PostedBodies);
        Assert.Equal(1, bot.Log.Count("(1 route, humans of the workspace)"));
    }

    [Fact]
    public async Task A_route_answers_fewer_people_if_it_says_so_and_never_more()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes()
            .Channel("general", message => message.Text)
            .Channel("ops", message => message.Text).With(new RouteGuards { AllowFrom = ["@bob", "@carol"] });
        server.AddUser("usr_carol", "carol");
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes, options => options.AllowFrom = ["@alice", "@bob"]);

        server.Say("alice in general");
        server.Say("alice in ops", channel: "chn_ops");
        server.Say("bob in ops", channel: "chn_ops", author: "usr_bob");
        server.Say("carol in ops", channel: "chn_ops", author: "usr_carol");

        await Eventually.True(() => bot.Log.Count($"({DropReason.NotAllowed})") == 2 && server.Posted.Count == 2, $"two and two\n{bot.Log}");
        Assert.Equal(["alice in general", "bob in ops"], server.PostedBodies.Order());
    }

    [Fact]
    public async Task Refusals_are_one_line_in_ten_minutes()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options => options.AllowFrom = ["usr_alice"], time);

        for (int i = 1; i <= 5; i++)
        {
            server.Say("not mine", author: "usr_bob");
        }

        await Eventually.True(() => bot.Log.Count($"({DropReason.NotAllowed})") == 5, "all are dropped");
        Assert.Equal(1, bot.Log.Count("messages that a guard refused"));
        Assert.Equal(1, bot.Log.Count("messages that a guard refused: 1 not in AllowFrom; "));

        await bot.IdleAsync();
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, bot.Log.Count("messages that a guard refused: 4 not in AllowFrom; "));

        time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(2, bot.Log.Count("messages that a guard refused"));

        // Of the connection it may complain: to it, the minutes that are skipped here are silence.
        Assert.DoesNotContain(bot.Log.Complaints, static line => line.Contains("refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_live_line_says_who_is_admitted()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options =>
        {
            options.AllowFrom = ["usr_alice", "@bob"];
            options.AllowBots = ["@rover"];
            options.RequireMention = true;
        });

        Assert.Equal(1, bot.Log.Count("live: @echo in ClickClack (1 route, only usr_alice, @bob and the bot @rover, when mentioned)"));
    }

    [Fact]
    public void Many_names_are_not_all_listed() => Assert.Equal(
        "only @a, @b, @c, @d, @e and 2 more",
        new GuardSettings { AllowFrom = ["@a", "@b", "@c", "@d", "@e", "@f", "@g"] }.ToString());
}

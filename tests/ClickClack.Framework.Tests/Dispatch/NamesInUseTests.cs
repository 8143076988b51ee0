using System.Text.Json.Nodes;
using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Protocol;
using Microsoft.Extensions.Logging;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class NamesInUseTests
{
    private static ScriptedRoutes In(string channel) => new ScriptedRoutes()
        .Channel(channel, message => message.Text).At(new RoutePlace(Places.ChannelRoot, Name: channel));

    private static JsonObject Of(string channel) => new() { ["channel_id"] = channel };

    [Fact]
    public async Task A_channel_that_does_not_exist_is_one_warning_with_the_one_that_may_be_meant()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = In("genaral")
            .Channel("genaral", _ => null).At(new RoutePlace(Places.ChannelThread, Name: "genaral"))
            .Channel("ops", _ => null).At(new RoutePlace(Places.ChannelRoot, Name: "ops"));
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        await bot.LogsAsync("in this workspace");
        Assert.Equal(["no #genaral in this workspace; did you mean #general? (for Tests.Handler.Handle)"], bot.Log.Complaints);
    }

    [Fact]
    public async Task Every_place_where_a_name_stands_is_looked_through()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes()
            .Channel("x", _ => null).At(new RoutePlace(Places.ChannelRoot) { Keys = ["Room"] })
            .Channel("y", _ => null).At(new RoutePlace(Places.ChannelRoot, Id: "chn_gone"))
            .Dm(_ => null).With(new RouteGuards { AllowFrom = ["@alise", "usr_1"], AllowBots = ["@bob"] });
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            routes,
            options =>
            {
                options.AllowFrom = ["@Alice", "@nobody", "@rover"];
                options.AllowBots = ["@rovr"];
                options.DefaultTo = "dm:@bobb";
            },
            services: builder => builder.Configuration["Room"] = "general-chat-of-nobody");

        await bot.LogsAsync("in this workspace", times: 6);
        await bot.LogsAsync("are named there", times: 2);
        Assert.Equal(
            [
                "@bob is a person, and bots are named there (for [AllowBots] of Tests.Handler.Handle)",
                "@rover is a bot, and people are named there (for ClickClack:AllowFrom)",
                "no #general-chat-of-nobody in this workspace (for Room for Tests.Handler.Handle)",
                "no @alise in this workspace; did you mean @alice? (for [AllowFrom] of Tests.Handler.Handle)",
                "no @bobb in this workspace; did you mean @bob? (for ClickClack:DefaultTo)",
                "no @nobody in this workspace (for ClickClack:AllowFrom)",
                "no @rovr in this workspace; did you mean @rover? (for ClickClack:AllowBots)",
                "no chn_gone in this workspace (for Tests.Handler.Handle)",
            ],
            bot.Log.Complaints.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_channel_that_appears_later_works_and_is_another_line()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, In("later"), time: time);
        await bot.LogsAsync("no #later in this workspace");

        server.Channels["chn_later"] = "later";
        server.Emit(EventTypes.ChannelCreated, Of("chn_later"), "chn_later");
        await time.AdvanceUntilAsync(() => bot.Log.Has("#later is in this workspace now (for Tests.Handler.Handle)"), "it is there");
        server.Say("hi", channel: "chn_later");
        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("hi"), "an answer");

        server.Channels["chn_later"] = "renamed";
        server.Emit(EventTypes.ChannelUpdated, Of("chn_later"), "chn_later");
        await time.AdvanceUntilAsync(() => bot.Log.Count("no #later in this workspace") == 2, "it is gone");
    }

    [Fact]
    public async Task A_channel_that_is_archived_is_a_warning()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, In("ops"), time: time);
        await Eventually.True(() => server.CountRequests("GET", "/api/workspaces/wsp_1/channels") > 0, "the first look");
        Assert.Empty(bot.Log.Complaints);

        server.Script("GET", "/api/workspaces/wsp_1/channels", _ => Answer.Json(new JsonObject
        {
            ["channels"] = new JsonArray(new JsonObject { ["id"] = "chn_ops", ["name"] = "ops", ["archived_at"] = "2026-01-02T00:00:00Z" }),
        }));
        server.Emit(EventTypes.ChannelUpdated, new JsonObject { ["channel_id"] = "chn_ops", ["archived"] = true }, "chn_ops");
        await time.AdvanceUntilAsync(() => bot.Log.Has("#ops is archived"), "it is archived");

        Assert.Equal(LogLevel.Warning, Assert.Single(bot.Log.All, line => line.Text.StartsWith("#ops is archived", StringComparison.Ordinal)).Level);
    }

    [Fact]
    public async Task A_user_who_is_there_at_last_is_noticed_by_what_they_say_and_costs_no_request()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, ScriptedRoutes.Everywhere(message => message.Text), options => options.AllowFrom = ["@carol"]);
        await bot.LogsAsync("no @carol in this workspace");
        int asked = server.CountRequests("GET", "/api/workspaces/wsp_1/members");

        server.AddUser("usr_carol", "carol");
        server.Say("hi", author: "usr_carol");
        await bot.LogsAsync("@carol is in this workspace now (for ClickClack:AllowFrom)");

        await Eventually.True(() => server.PostedBodies.Contains("hi"), "an answer");
        Assert.Equal(asked, server.CountRequests("GET", "/api/workspaces/wsp_1/members"));
    }

    [Fact]
    public async Task However_often_channels_change_they_are_asked_for_at_intervals_only()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, In("later"), time: time);
        await bot.LogsAsync("no #later in this workspace");
        int asked = server.CountRequests("GET", "/api/workspaces/wsp_1/channels");

        for (int i = 0; i < 50; i++)
        {
            server.Emit(EventTypes.ChannelUpdated, Of("chn_ops"), "chn_ops");
        }

        await bot.IdleAsync();
        Assert.Equal(asked, server.CountRequests("GET", "/api/workspaces/wsp_1/channels"));
        await time.AdvanceUntilAsync(() => server.CountRequests("GET", "/api/workspaces/wsp_1/channels") == asked + 1, "one more look");
    }

    [Fact]
    public async Task A_bot_that_names_nothing_asks_for_nothing()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Dm(message => message.Text));

        server.Say("hi", dm: "dm_alice");
        await Eventually.True(() => server.PostedBodies.Contains("hi"), "an answer");

        // The start compares the numbers of the channels, whatever the bot listens to.
        Assert.Equal(1, server.CountRequests("GET", "/api/workspaces/wsp_1/channels"));
        Assert.Equal(0, server.CountRequests("GET", "/api/workspaces/wsp_1/members"));
    }
}

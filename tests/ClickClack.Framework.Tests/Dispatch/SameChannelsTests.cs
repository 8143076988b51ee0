using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class SameChannelsTests
{
    private static readonly RoutePlace ByName = new(Places.ChannelRoot, Name: "ops");
    private static readonly RoutePlace ById = new(Places.ChannelRoot, Id: "chn_ops");

    [Fact]
    public async Task Two_routes_that_turn_out_to_listen_to_one_channel_are_named_once_the_bot_has_started()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes().Channel("ops", _ => null).At(ByName).Channel("chn_ops", _ => null).At(ById);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        await Eventually.True(() => bot.Log.Complaints.Any(), "a warning");
        Assert.Equal(
            ["Tests.Handler.Handle (chn_ops) and Tests.Handler.Handle (#ops) listen to one channel, #ops; the first of them takes its messages"],
            bot.Log.Complaints);
    }

    [Fact]
    public async Task Two_keys_of_the_configuration_with_one_value_are_named_too()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes()
            .Channel("ops", _ => null).At(new RoutePlace(Places.ChannelRoot) { Keys = ["One"] })
            .Channel("ops", _ => null).At(new RoutePlace(Places.ChannelRoot) { Keys = ["Two"] })
            .Channel("ops", _ => null).At(new RoutePlace(Places.ChannelThread) { Keys = ["Three"] });
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, routes, services: builder => builder.Configuration["One"] = builder.Configuration["Two"] = builder.Configuration["Three"] = "ops");

        await Eventually.True(() => bot.Log.Complaints.Any(), "a warning");
        Assert.Contains("({Config:One}) and", Assert.Single(bot.Log.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Routes_that_do_not_take_each_others_messages_may_share_a_channel()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes()
            .Channel("ops", message => message.Text).At(ByName)
            .Channel("chn_ops", _ => null).At(ById with { Places = Places.ChannelThread })
            .Command("x", _ => null).At(ById);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        server.Say("hi", channel: "chn_ops");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Empty(bot.Log.Complaints);
    }
}

using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class ScopeCheckTests
{
    private static readonly RoutePlace Channel = new(Places.ChannelRoot, Name: "general");

    [Theory]
    [InlineData(Places.ChannelRoot, "messages:read messages:write channels:read")]
    [InlineData(Places.ChannelThread, "messages:read messages:write channels:read threads:write")]
    [InlineData(Places.DmRoot, "messages:read messages:write dms:read dms:write")]
    [InlineData(Places.Anywhere, "messages:read messages:write channels:read dms:read dms:write threads:write")]
    [InlineData(Places.None, "")]
    public void A_route_needs_what_reading_and_answering_take_in_its_places(Places places, string scopes)
    {
        var route = new RouteDescription("x", "y", false) { Places = [new RoutePlace(places)] };

        Assert.Equal(scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), RouteScopes.Of(route));
        Assert.Equal(["pins:write"], RouteScopes.Of(route with { Scopes = ["pins:write"] }).Except(RouteScopes.Of(route)));
    }

    [Fact]
    public async Task Scopes_that_the_token_lacks_are_one_warning_with_the_routes_and_the_remedy()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Script("GET", "/api/messages/by-nonce", _ => Answer.Error(403, "bot token is missing scope messages:write"));
        server.Script("GET", "/api/dms/*", _ => Answer.Error(403, "bot token is missing scope dms:read"));
        server.Script("PATCH", "/api/channels/*", _ => Answer.Error(403, "bot token is missing scope channels:write"));
        ScriptedRoutes routes = new ScriptedRoutes()
            .Channel("general", message => message.Text).At(Channel).Needing("channels:write")
            .Dm(message => message.Text).At(new RoutePlace(Places.DmRoot));
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes, options => options.CheckScopes = true);

        await bot.LogsAsync("the token lacks");
        Assert.Equal(
            [
                "the token lacks scopes that the bot needs to hear or to answer: channels:write (for Tests.Handler.Handle, #general), "
                + "dms:read (for Tests.Handler.Handle, dm), messages:write (for Tests.Handler.Handle, #general, Tests.Handler.Handle, dm). "
                + "A token keeps its scopes; a new one is made with "
                + "clickclack admin bot create --workspace … --created-by … --name … --scopes bot:write,channels:write --plain",
            ],
            bot.Log.Complaints);
    }

    [Fact]
    public async Task A_token_that_has_them_is_no_line_and_nothing_is_written()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes().Command("x", _ => "x").At(new RoutePlace(Places.Anywhere));
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes, options => options.CheckScopes = true);

        await Eventually.True(() => server.CountRequests("POST", "/api/messages/*") == 1, "the last question");
        server.Say("/x");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Empty(bot.Log.Complaints);
        Assert.Equal(["x"], server.PostedBodies);
    }

    [Fact]
    public async Task An_answer_that_a_scope_is_missing_for_is_given_up_with_the_name_of_its_route()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Script("POST", "/api/channels/*", _ => Answer.Error(403, "bot token is missing scope messages:write"));
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Channel("general", message => message.Text));

        server.Say("hi");
        await bot.LogsAsync("cannot be answered");

        Assert.Contains("missing scope messages:write, Tests.Handler.Handle (#general)", Assert.Single(bot.Log.Complaints), StringComparison.Ordinal);
    }
}

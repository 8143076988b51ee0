using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Hosting;

public sealed class SecrecyTests
{
    private static void NoTokenIn(RunningBot bot)
    {
        Assert.NotEmpty(bot.Log.All);
        Assert.DoesNotContain(ScriptedServer.Token, bot.Log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(ScriptedServer.Token["ccb_".Length..], bot.Log.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task A_token_that_the_server_echoes_in_a_refusal_is_not_logged(int status)
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        string echo = $"no such token {ScriptedServer.Token}, Bearer {ScriptedServer.Token}";
        server.Script("GET", "/api/me", _ => Answer.Error(status, echo) with { Headers = new() { ["Location"] = $"/login?token={ScriptedServer.Token}" } });
        await using RunningBot bot = await RunningBot.StartAsync(server, ScriptedRoutes.Everywhere(_ => null), time: time);
        await time.AdvanceUntilAsync(() => bot.Log.Complaints.Count > 0, "a complaint");

        NoTokenIn(bot);
    }

    [Fact]
    public async Task A_token_that_the_server_echoes_while_the_bot_runs_is_not_logged()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.Workspaces[0]!["name"] = ScriptedServer.Token;
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text), time: time);
        await server.Socket.SendAsync($"{{\"{ScriptedServer.Token}\": x}}");
        await bot.LogsAsync("left out a frame");
        server.ScriptOnce("POST", "/api/channels/*", Answer.Error(503, ScriptedServer.Token), Answer.Error(413, ScriptedServer.Token));
        server.Say("hello");
        await time.AdvanceUntilAsync(() => bot.Log.Has("dead letters"), "a dead letter");
        await server.Socket.CloseAsync(1011, $"bad {ScriptedServer.Token}");
        await bot.LogsAsync("1011 bad");

        NoTokenIn(bot);
    }

    [Fact]
    public async Task A_body_is_not_logged_at_any_level()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text));
        server.Say("a private matter");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        await bot.StopAsync();

        Assert.DoesNotContain("private", bot.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_token()
    {
        await using ScriptedServer elsewhere = await ScriptedServer.StartAsync();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Script("GET", "/api/me", _ => new Answer(307) { Headers = new() { ["Location"] = new Uri(elsewhere.Address, "/api/me").ToString() } });
        await using RunningBot bot = await RunningBot.StartAsync(server, ScriptedRoutes.Everywhere(_ => null));
        await bot.EndsAsync();

        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_name_of_several_lines_stays_one_line()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Workspaces[0]!["name"] = "Click\r\nClack";
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(_ => null));

        Assert.True(bot.Log.Has("live: @echo in Click  Clack (1 route"));
    }
}

using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Microsoft.Extensions.Logging;

namespace ClickClack.Framework.Tests.Hosting;

public sealed class LiveLineTests
{
    private static ScriptedRoutes FiveRoutes() => new ScriptedRoutes()
        .Channel("general", _ => null)
        .Dm(_ => null)
        .Group(_ => null)
        .Thread(_ => null)
        .Mention(_ => null);

    [Fact]
    public async Task The_live_line_says_who_is_where_and_who_is_admitted()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, FiveRoutes());

        LogLine live = Assert.Single(bot.Log.All, line => line.Text.StartsWith("live", StringComparison.Ordinal));
        Assert.Equal("live: @echo in ClickClack (5 routes, humans of the workspace)", live.Text);
        Assert.Equal(LogLevel.Information, live.Level);
    }

    [Fact]
    public async Task No_line_before_the_live_line_names_the_bot()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, FiveRoutes());

        IEnumerable<LogLine> before = bot.Log.All.TakeWhile(line => !line.Text.StartsWith("live", StringComparison.Ordinal));
        Assert.DoesNotContain(before, line => line.Text.Contains("@echo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_live_line_comes_once_the_tail_is_saved_and_the_socket_is_open()
    {
        using var state = new TemporaryDirectory();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Say("long ago");
        var handshake = new TaskCompletionSource();
        bool savedBeforeHandshake = false;
        server.OnSocket = async socket =>
        {
            await server.ReplayAsync(socket);
        };
        server.Handshake = () =>
        {
            savedBeforeHandshake = File.Exists(state.File("checkpoint.jsonl"));
            handshake.TrySetResult();
            return null;
        };
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, FiveRoutes(), options => options.StateDirectory = state.Path);

        Assert.True(handshake.Task.IsCompleted);
        Assert.True(savedBeforeHandshake);
        Assert.Contains("cur_00000001", await File.ReadAllTextAsync(state.File("checkpoint.jsonl"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_without_a_handle_goes_by_its_name()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Users[ScriptedServer.BotId]["handle"] = "";
        server.Users[ScriptedServer.BotId]["display_name"] = "Echo Bot";
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Dm(_ => null));

        Assert.Equal(1, bot.Log.Count("live: Echo Bot in ClickClack (1 route, humans of the workspace)"));
    }

    [Fact]
    public async Task A_second_connection_is_another_line()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, FiveRoutes());

        server.Socket.Drop();
        await bot.LogsAsync("live again: @echo in ClickClack");

        Assert.Equal(1, bot.Log.Count("live: "));
    }

    [Fact]
    public async Task What_is_said_after_the_live_line_is_answered()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => $"you said {message.Text}"));

        server.Say("hello");

        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal("you said hello", server.PostedBodies[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task A_server_under_a_path_is_reached_there_by_calls_and_socket(string end)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(prefix: "/team/chat");
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, ScriptedRoutes.Everywhere(message => message.Text), options => options.BaseUrl = server.Address + end);

        server.Say("hello");

        await Eventually.True(() => server.PostedBodies.Contains("hello"), "an answer");
        Assert.DoesNotContain(server.Requests, request => request.Path.StartsWith("/outside", StringComparison.Ordinal));
    }
}

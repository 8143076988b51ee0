using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Realtime;

public sealed class ParkingTests
{
    [Fact]
    public async Task Rule13_too_much_unfinished_leaves_the_rest_on_the_server_until_there_is_room()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var gate = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(async (message, _) =>
            {
                await gate.Task;
                return message.Text;
            }),
            options => options.MaxPending = 4);

        string[] said = [.. Enumerable.Range(0, 30).Select(i => $"m{i:D2}")];
        foreach (string text in said)
        {
            server.Say(text);
        }

        await bot.LogsAsync("4 events are unfinished (ClickClack:MaxPending)");
        Assert.Equal(1, server.OpenSockets);
        gate.SetResult();

        await Eventually.True(() => server.Posted.Count == said.Length, "all answers");
        Assert.Equal(said, server.PostedBodies);
        Assert.True(bot.Log.Has("reading what waited on the server"));
        Assert.Single(server.Sockets);
    }

    [Fact]
    public async Task Rule13_a_connection_lost_while_parked_loses_nothing()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var gate = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(async (message, _) =>
            {
                await gate.Task;
                return message.Text;
            }),
            options => options.MaxPending = 2);
        string[] said = [.. Enumerable.Range(0, 10).Select(i => $"m{i:D2}")];
        foreach (string text in said)
        {
            server.Say(text);
        }

        await bot.LogsAsync("events are unfinished");
        await server.Socket.CloseAsync(1013, "realtime buffer overflow; reconnect with after_cursor to replay");
        gate.SetResult();

        await Eventually.True(() => server.Posted.Count == said.Length, "all answers");
        Assert.Equal(said, server.PostedBodies);
    }

    [Fact]
    public async Task Rule13_what_was_dropped_out_of_order_is_not_passed_by_an_overflow()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var gate = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(async (message, _) =>
            {
                await gate.Task;
                return message.Text;
            }),
            options => options.MaxPending = 1);
        string earlier = server.Say("published late", channel: "chn_ops", live: false);
        server.Say("newest");
        await Eventually.True(() => bot.Log.Has("m:msg_000002: "), "the newest is at work");
        server.Send(server.EventOf(earlier));
        await bot.LogsAsync("events are unfinished");

        await server.Socket.CloseAsync(1013, "realtime buffer overflow; reconnect with after_cursor to replay");
        gate.SetResult();

        await Eventually.True(() => server.PostedBodies.Contains("published late"), "what was dropped is answered");
    }

    [Fact]
    public async Task Rule13_what_was_dropped_is_not_passed_by_the_checkpoint()
    {
        using var state = new TemporaryDirectory();
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using (RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return null;
            }),
            options =>
            {
                options.MaxPending = 1;
                options.StateDirectory = state.Path;
            },
            time))
        {
            server.Say("taken");
            server.Say("dropped");
            await bot.LogsAsync("events are unfinished");
            await time.AdvanceUntilAsync(() => time.GetUtcNow().Minute >= 5, "minutes pass", TimeSpan.FromSeconds(10));
            Task stop = bot.StopAsync();
            await time.AdvanceUntilAsync(() => stop.IsCompleted, "the bot stops");
        }

        await using RunningBot again = await RunningBot.StartLiveAsync(
            server, ScriptedRoutes.Everywhere(message => message.Text), options => options.StateDirectory = state.Path);
        await Eventually.True(() => server.Posted.Count == 2, "both answers");
        Assert.Equal(["taken", "dropped"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule13_a_failure_while_catching_up_stops_the_bot_instead_of_leaving_it_deaf()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var gate = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(async (message, _) =>
            {
                await gate.Task;
                return message.Text;
            }),
            options => options.MaxPending = 1);
        server.Say("taken");
        server.Say("dropped");
        await bot.LogsAsync("events are unfinished");
        server.Script("GET", "/api/realtime/events", _ => Answer.Error(403, "bot token cannot access this workspace"));
        gate.SetResult();

        await bot.EndsAsync();

        Assert.Equal(1, bot.Log.Count("the bot stops: GET api/realtime/events: 403 bot token cannot access this workspace"));
        Assert.Equal(1, bot.ExitCode);
    }
}

using System.Collections.Concurrent;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ClickClack.Framework.Tests.Hosting;

/// <summary>What operators and programs see of the connection.</summary>
public sealed class StatusTests
{
    private readonly ConcurrentQueue<ConnectionStatus> seen = new();

    private static ScriptedRoutes Echo() => ScriptedRoutes.Everywhere(message => message.Text);

    private static ScriptedRoutes Waiting(TaskCompletionSource gate) => ScriptedRoutes.Everywhere(async (message, _) =>
    {
        await gate.Task;
        return message.Text;
    });

    private IEnumerable<ConnectionState> States => seen.Select(status => status.State);

    private void Observe(IBot bot) => bot.StatusChanged += (_, status) => seen.Enqueue(status);

    private static async Task<HealthReportEntry> HealthAsync(RunningBot bot) =>
        (await bot.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["clickclack"];

    [Fact]
    public async Task Each_change_of_state_is_told_once_and_is_one_line()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ConnectionState? atFirst = null;
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), observe: running =>
        {
            atFirst = running.Status.State;
            Observe(running);
        });
        server.Say("hello");
        await Eventually.True(() => bot.Log.Has("own message"), "the echo is read");
        await server.Socket.CloseAsync(1013, "realtime buffer overflow; reconnect with after_cursor to replay");
        await bot.LogsAsync("live again");
        await bot.StopAsync();

        Assert.Equal(ConnectionState.Starting, atFirst);
        Assert.Equal(
            [ConnectionState.CatchingUp, ConnectionState.Live, ConnectionState.Recovering, ConnectionState.Live, ConnectionState.Stopped],
            States);
        Assert.Equal(
            [
                "first run: starting from now; what was said before is not answered",
                "live: @echo in ClickClack (1 route, humans of the workspace)",
                "reconnecting in 0.0 s: the server closed the connection (1013 realtime buffer overflow; reconnect with after_cursor to replay)",
                "live again: @echo in ClickClack",
                "stopped: the application ends",
            ],
            bot.Log.All.Where(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Information).Select(line => line.Text).Skip(1));
        Assert.Equal("the application ends", bot.Bot.Status.Reason);
    }

    [Fact]
    public async Task A_bot_that_gives_up_is_stopped_for_the_reason_it_logs()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), observe: Observe);

        await server.Socket.CloseAsync(1008, "workspace access revoked");
        await bot.EndsAsync();
        await bot.StopAsync();

        Assert.Equal(ConnectionState.Stopped, bot.State);
        Assert.True(bot.Log.Has($"the bot stops: {bot.Bot.Status.Reason}"));
        Assert.Equal(ConnectionState.Stopped, States.Last());
    }

    [Fact]
    public async Task The_bot_is_not_live_before_the_socket_is_open()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        int handshakes = 0;
        bool open = false;
        server.Handshake = () =>
        {
            Interlocked.Increment(ref handshakes);
            return Volatile.Read(ref open) ? null : Answer.Html(502);
        };
        await using RunningBot bot = await RunningBot.StartAsync(server, Echo(), time: time, observe: Observe);

        await time.AdvanceUntilAsync(() => handshakes > 3, "a few handshakes");
        Assert.Equal([ConnectionState.CatchingUp, ConnectionState.Recovering], States);
        Volatile.Write(ref open, true);
        await time.AdvanceUntilAsync(() => bot.State == ConnectionState.Live, "the bot is live");
    }

    [Fact]
    public async Task A_server_that_closes_every_socket_at_once_is_not_live_again_each_time()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        server.OnSocket = socket => socket.CloseAsync(1011, "");

        await server.Socket.CloseAsync(1011, "");
        await time.AdvanceUntilAsync(() => server.Sockets.Count > 6, "a few sockets");
        Assert.False(bot.Log.Has("live again"));
        Assert.Equal(1, bot.Log.Count("reconnecting"));
        Assert.Equal(ConnectionState.Recovering, bot.State);

        server.OnSocket = null;
        await time.AdvanceUntilAsync(() => bot.Log.Has("live again"), "the bot is live again");
    }

    [Fact]
    public async Task A_distrusted_socket_is_live_with_its_first_frame()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), observe: Observe);
        server.OnSocket = async socket =>
        {
            await server.ReplayAsync(socket);
            await socket.SendAsync("""{"type":"typing.started","cursor":""}""");
        };

        await server.Socket.CloseAsync(1013, "realtime buffer overflow; reconnect with after_cursor to replay");
        await bot.LogsAsync("live again");

        Assert.Equal([ConnectionState.CatchingUp, ConnectionState.Live, ConnectionState.Recovering, ConnectionState.Live], States);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_for_a_moment_is_no_lost_connection()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time, observe: Observe);
        server.ScriptOnce("GET", "/api/realtime/events", Answer.Error(400, "database is locked"));

        await time.AdvanceUntilAsync(() => bot.Log.Has("the server answers again"), "the probe is answered", TimeSpan.FromSeconds(1));

        Assert.Equal([ConnectionState.CatchingUp, ConnectionState.Live], States);
        Assert.Single(server.Sockets);
    }

    [Fact]
    public async Task A_silent_socket_beside_a_server_that_does_not_answer_is_not_live()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        bool dead = true;
        server.Script("GET", "/api/realtime/events", _ => Volatile.Read(ref dead) ? Answer.Error(503, "no") : null);

        await time.AdvanceUntilAsync(() => bot.State == ConnectionState.Recovering, "the bot recovers", TimeSpan.FromSeconds(1));
        Assert.Equal("the connection went silent and the server does not answer", bot.Bot.Status.Reason);
        Volatile.Write(ref dead, false);
        await time.AdvanceUntilAsync(() => bot.State == ConnectionState.Live, "the bot is live");
    }

    [Fact]
    public async Task Rule13_parking_is_a_state_and_what_the_server_does_not_keep_is_counted_meanwhile()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var gate = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Waiting(gate), options => options.MaxPending = 1, observe: Observe);
        await server.Socket.SendAsync("""{"type":"typing.started","cursor":""}""");
        server.Say("taken");
        server.Say("dropped");
        await bot.StateAsync(ConnectionState.Parked);
        Assert.Equal(1, bot.Bot.Status.UnfinishedEvents);
        Assert.Equal(0, bot.Bot.Status.DroppedEphemeralEvents);
        for (int i = 0; i < 3; i++)
        {
            await server.Socket.SendAsync("""{"type":"typing.started","cursor":""}""");
        }

        await Eventually.True(() => bot.Bot.Status.DroppedEphemeralEvents == 3, "three are counted");
        gate.SetResult();
        await bot.LogsAsync("live again");

        Assert.Equal(1, bot.Log.Count("reading what waited on the server; of what the server does not keep, 3 events went by meanwhile"));
        await Eventually.True(() => States.Last() == ConnectionState.Live, "told");
        Assert.Equal([ConnectionState.CatchingUp, ConnectionState.Live, ConnectionState.Parked, ConnectionState.CatchingUp], States.Take(4));
    }

    [Fact]
    public async Task A_long_absence_is_caught_up_with_not_just_recovered_from()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time, observe: Observe);
        for (int i = 0; i < 600; i++)
        {
            server.Emit("reaction.added", [], live: false);
        }

        server.Socket.Drop();
        await time.AdvanceUntilAsync(() => bot.Log.Has("live again"), "the bot is live again");

        await Eventually.True(() => States.Count() == 5, "all told");
        Assert.Equal(
            [ConnectionState.CatchingUp, ConnectionState.Live, ConnectionState.Recovering, ConnectionState.CatchingUp, ConnectionState.Live], States);
    }

    [Fact]
    public async Task Who_the_bot_is_is_known_once_it_has_logged_in()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        InvalidOperationException? early = null;
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, Echo(), observe: running => early = Assert.Throws<InvalidOperationException>(() => running.Me));

        Assert.Equal(new Author(new UserId(ScriptedServer.BotId), "echo", "echo", IsBot: true), bot.Bot.Me);
        Assert.StartsWith("The bot does not know who it is before it has logged in", early!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_may_take_the_bot_as_a_service()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, new ScriptedRoutes().WithServices((_, services) => ClickClack.Handlers.Answer.Of($"I am {services.GetRequiredService<IBot>().Me.Mention}")));

        server.Say("who are you?");

        await Eventually.True(() => server.PostedBodies.Contains("I am @echo"), "an answer");
    }

    [Fact]
    public async Task A_subscriber_that_throws_or_waits_disturbs_nobody()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        using var blocked = new ManualResetEventSlim();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), observe: running =>
        {
            running.StatusChanged += (_, _) => throw new NotSupportedException("mine");
            Observe(running);
            running.StatusChanged += (_, _) => blocked.Wait();
        });
        server.Say("hello");
        await Eventually.True(() => server.PostedBodies.Contains("hello"), "an answer");
        Assert.Single(seen);

        blocked.Set();
        await Eventually.True(() => seen.Count == 2, "the next is told");
        Assert.Contains(bot.Log.All, line => line.Text == "a subscriber of the bot's events failed" && line.Error is NotSupportedException);
    }

    [Fact]
    public async Task The_last_proof_of_life_is_the_last_word_of_the_server()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(time.GetUtcNow() - TimeSpan.FromSeconds(30), bot.Bot.Status.LastProofOfLife);

        await server.Socket.SendAsync("""{"type":"typing.started","cursor":""}""");

        await Eventually.True(() => bot.Bot.Status.LastProofOfLife == time.GetUtcNow(), "the frame counts");
        Assert.Equal(time.GetUtcNow() - TimeSpan.FromSeconds(30), bot.Bot.Status.Since);
    }

    [Fact]
    public async Task The_health_check_of_the_application_shows_the_connection()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, Echo(), time: time, services: builder => builder.Services.AddHealthChecks());
        time.Advance(TimeSpan.FromSeconds(7));

        HealthReportEntry health = await HealthAsync(bot);
        Assert.Equal((HealthStatus.Healthy, "Live"), (health.Status, health.Description));
        Assert.Equal("Live", health.Data["state"]);
        Assert.Equal(time.GetUtcNow() - TimeSpan.FromSeconds(7), health.Data["since"]);
        Assert.Equal(7.0, health.Data["last_proof_of_life_seconds"]);
        Assert.Equal(0, health.Data["unfinished_events"]);
    }

    [Fact]
    public async Task The_health_check_is_patient_with_a_lost_connection_but_not_for_long()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, Echo(), time: time, services: builder => builder.Services.AddHealthChecks());
        server.Handshake = () => Answer.Html(502);
        server.Socket.Drop();
        await bot.StateAsync(ConnectionState.Recovering);
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal((ConnectionState.Recovering, HealthStatus.Healthy), (bot.State, (await HealthAsync(bot)).Status));

        DateTimeOffset since = bot.Bot.Status.Since;
        await time.AdvanceUntilAsync(() => time.GetUtcNow() - since > TimeSpan.FromSeconds(30), "the patience is over");
        HealthReportEntry health = await HealthAsync(bot);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.StartsWith("Recovering: ", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_check_of_a_stopped_bot_is_unhealthy()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), services: builder => builder.Services.AddHealthChecks());
        await server.Socket.CloseAsync(1008, "workspace access revoked");
        await bot.StateAsync(ConnectionState.Stopped);

        Assert.Equal(HealthStatus.Unhealthy, (await HealthAsync(bot)).Status);
    }

    [Fact]
    public async Task Without_health_checks_of_the_application_nothing_runs_for_them()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());

        Assert.Null(bot.Services.GetService<HealthCheckService>());
        Assert.Single(bot.Services.GetServices<IHostedService>());
    }
}

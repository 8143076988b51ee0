using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Realtime;

public sealed class ReconnectTests
{
    private const string Overflow = "realtime buffer overflow; reconnect with after_cursor to replay";
    private const string Refused = "realtime replay limit exceeded; resync required";

    private static ScriptedRoutes Echo() => ScriptedRoutes.Everywhere(message => message.Text);

    private static int Pages(ScriptedServer server) => server.CountRequests("GET", "/api/realtime/events");

    private static async Task AnsweredAsync(ScriptedServer server, string text) =>
        await Eventually.True(() => server.PostedBodies.Contains(text), $"an answer to {text}");

    [Fact]
    public async Task Rule11_4001_after_frames_goes_on_from_the_last_one()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());
        server.Say("one");
        await AnsweredAsync(server, "one");
        await Eventually.True(() => bot.Log.Count("own message") == 1, "the echo is read");
        string newest = server.Tail;
        int pages = Pages(server);

        await server.Socket.CloseAsync(4001, Refused);
        await server.SocketsAsync(2);

        Assert.Equal(newest, server.Socket.AfterCursor);
        Assert.Equal(pages, Pages(server));
        Assert.Equal(1, bot.Log.Count("reconnecting in 0.0 s: the server closed the connection (4001"));
    }

    [Fact]
    public async Task Rule11_4001_without_frames_reads_the_log_through_http_first()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        server.Say("missed", live: false);
        int pages = Pages(server);

        await server.Socket.CloseAsync(4001, Refused);
        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("missed"), "what was missed is answered");

        Assert.True(Pages(server) > pages);
    }

    [Fact]
    public async Task Rule11_4001_from_an_older_log_begins_at_its_end()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.SetCursor(500);
        server.Say("seen");
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);

        // The server comes back from a backup: what the bot knows is ahead of everything there is.
        server.Prune(server.Events.Count);
        server.Messages.Clear();
        server.SetCursor(100);
        server.Say("in the backup", live: false);
        await server.Socket.CloseAsync(4001, Refused);
        await time.AdvanceUntilAsync(() => bot.Log.Has("live again"), "the bot is live again");
        await Eventually.True(() => server.OpenSockets == 1, "the socket is served");
        server.Say("hello");
        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("hello"), "an answer");

        Assert.Equal(["hello"], server.PostedBodies);
        Assert.Equal(1, bot.Log.Count("no longer holds the saved place"));
    }

    [Fact]
    public async Task Rule11_a_server_that_always_refuses_is_asked_ever_more_slowly()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        string old = server.Say("old");
        server.OnSocket = async socket =>
        {
            // A frame that brings nothing new must not count as progress.
            await socket.SendAsync(server.EventOf(old));
            await socket.CloseAsync(4001, Refused);
        };
        await using RunningBot bot = await RunningBot.StartAsync(server, Echo(), time: time);
        await time.AdvanceUntilAsync(() => server.Sockets.Count >= 1, "a first socket");
        DateTimeOffset began = time.GetUtcNow();

        await time.AdvanceUntilAsync(() => time.GetUtcNow() - began > TimeSpan.FromMinutes(5), "five minutes pass", TimeSpan.FromSeconds(1));

        Assert.InRange(server.Sockets.Count, 5, 100);
        Assert.False(bot.HasEnded);
    }

    [Fact]
    public async Task Rule12_an_overflow_reconnects_at_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());
        server.Say("one");
        await Eventually.True(() => bot.Log.Count("own message") == 1, "the echo is read");
        string newest = server.Tail;

        await server.Socket.CloseAsync(1013, Overflow);
        await server.SocketsAsync(2);

        Assert.Equal(newest, server.Socket.AfterCursor);
        Assert.Equal(1, bot.Log.Count("reconnecting in 0.0 s"));
    }

    [Fact]
    public async Task Rule12_what_stood_behind_newer_events_in_the_queue_that_overflowed_is_not_lost()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());
        server.Channels["chn_other"] = "other";
        server.Say("older", channel: "chn_other", live: false);
        server.Say("newer");
        await AnsweredAsync(server, "newer");

        await server.Socket.CloseAsync(1013, Overflow);

        await AnsweredAsync(server, "older");
    }

    [Fact]
    public async Task Rule12_an_overflow_reads_the_log_through_http_first()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());
        await server.Socket.CloseAsync(1013, Overflow);
        await Eventually.True(() => server.Sockets.Count == 2 && server.OpenSockets == 1, "the second socket");
        int pages = Pages(server);
        server.Say("one");
        await Eventually.True(() => bot.Log.Count("own message") == 1, "the echo is read");

        await server.Socket.CloseAsync(1013, Overflow);
        await server.SocketsAsync(3);

        Assert.True(Pages(server) > pages);
        Assert.Equal(2, bot.Log.Count("reconnecting in 0.0 s"));
    }

    [Fact]
    public async Task Rule12_a_server_that_overflows_at_once_every_time_is_asked_ever_more_slowly()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.OnSocket = socket => socket.CloseAsync(1013, Overflow);
        await using RunningBot bot = await RunningBot.StartAsync(server, Echo(), time: time);
        await time.AdvanceUntilAsync(() => server.Sockets.Count >= 1, "a first socket");
        DateTimeOffset began = time.GetUtcNow();

        await time.AdvanceUntilAsync(() => time.GetUtcNow() - began > TimeSpan.FromMinutes(5), "five minutes pass", TimeSpan.FromSeconds(1));

        Assert.InRange(server.Sockets.Count, 5, 100);
    }

    [Theory]
    [InlineData(1013, "realtime replay interrupted; reconnect with after_cursor")]
    [InlineData(1000, "bye")]
    [InlineData(1011, "")]
    public async Task Rule12_every_other_close_backs_off_and_catches_up_through_http(int code, string reason)
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        server.Say("missed", live: false);

        await server.Socket.CloseAsync(code, reason);
        await bot.LogsAsync($"the server closed the connection ({code}");
        Assert.Single(server.Sockets);
        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("missed") && server.Sockets.Count == 2, "an answer, and a socket");
    }

    [Fact]
    public async Task Rule12_a_connection_cut_without_a_word_is_made_again()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        server.Say("missed", live: false);

        server.Socket.Drop();
        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("missed") && bot.Log.Has("live again"), "an answer, and a socket");
    }

    [Fact]
    public async Task Rule12_who_was_removed_stops_with_the_reason()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());

        await server.Socket.CloseAsync(1008, "workspace access revoked");
        await bot.EndsAsync();

        Assert.Equal(["the bot stops: the server closed the connection (1008 workspace access revoked)"], bot.Log.Complaints);
        Assert.Equal(1, bot.ExitCode);
        Assert.Single(server.Sockets);
    }

    [Fact]
    public async Task Rule12_silence_is_probed_and_a_dead_connection_made_again()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        server.Say("never sent", live: false);

        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("never sent"), "an answer", TimeSpan.FromSeconds(1));

        Assert.Equal(1, bot.Log.Count("reconnecting in 0.0 s: the connection went silent while the server had news"));
    }

    [Fact]
    public async Task Rule12_a_healthy_connection_may_be_silent_for_long()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        DateTimeOffset began = time.GetUtcNow();

        await time.AdvanceUntilAsync(() => time.GetUtcNow() - began > TimeSpan.FromMinutes(12), "minutes pass", TimeSpan.FromSeconds(5));

        Assert.Single(server.Sockets);
        Assert.True(Pages(server) >= 10);
        Assert.Empty(bot.Log.Complaints);
    }

    [Fact]
    public async Task Rule12_a_token_that_died_is_found_out_by_the_probe()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        server.Script("GET", "/api/*", _ => Answer.Error(401, "sql: no rows in result set"));

        await time.AdvanceUntilAsync(() => bot.HasEnded, "the bot ends", TimeSpan.FromSeconds(1));

        Assert.Equal(
            ["the bot stops: the server does not accept the token (GET api/realtime/events: 401 no such token, or it was revoked)"], bot.Log.Complaints);
    }

    [Theory]
    [InlineData(401, "sql: no rows in result set", "the server does not accept the token")]
    [InlineData(403, "bot token is missing scope realtime:read", "the token is missing the scope realtime:read")]
    public async Task Rule12_a_handshake_refused_for_good_stops_with_the_reason(int status, string error, string reason)
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        server.Handshake = () => Answer.Error(status, error);
        server.Script("GET", "/api/realtime/events", _ => Answer.Error(status, error));

        server.Socket.Drop();
        await time.AdvanceUntilAsync(() => bot.HasEnded, "the bot ends");

        Assert.Single(bot.Log.Complaints, line => line.StartsWith($"the bot stops: {reason}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/json", """{"error":"context canceled"}""")]
    [InlineData("text/html", "<h1>log in</h1>")]
    [InlineData("text/plain", "")]
    public async Task Rule12_a_handshake_refused_for_a_moment_is_tried_again(string type, string body)
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        int refusals = 3;
        server.Handshake = () => Interlocked.Decrement(ref refusals) >= 0 ? new Answer(401, body, type) : null;
        await using RunningBot bot = await RunningBot.StartAsync(server, Echo(), time: time);

        await time.AdvanceUntilAsync(() => bot.Log.Has("live: "), "the bot is live");
    }

    [Fact]
    public async Task A_server_without_sockets_is_one_line_however_long_it_lasts()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        int handshakes = 0;
        server.Handshake = () =>
        {
            Interlocked.Increment(ref handshakes);
            return Answer.Html(502);
        };
        await using RunningBot bot = await RunningBot.StartAsync(server, Echo(), time: time);

        await time.AdvanceUntilAsync(() => handshakes > 8, "a few handshakes", TimeSpan.FromSeconds(1));

        Assert.Single(bot.Log.Complaints);
        Assert.EndsWith("the server answered 502 to the handshake", bot.Log.Complaints[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_the_servers_database_could_not_bring_is_asked_for_again()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        server.Say("missed", live: false);
        server.ScriptOnce("GET", "/api/realtime/events", Answer.Error(400, "database is locked"), Answer.Error(400, "database is locked"));

        server.Socket.Drop();
        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("missed"), "an answer");

        Assert.False(bot.HasEnded);
        Assert.Equal(1, bot.Log.Count("400 database is locked"));
    }

    [Fact]
    public async Task A_page_of_something_in_between_does_not_stop_a_bot_that_was_live()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        server.Say("missed", live: false);
        server.ScriptOnce("GET", "/api/realtime/events", Answer.Html(403), Answer.Html(418), Answer.Html(200));

        server.Socket.Drop();
        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("missed"), "an answer");

        Assert.False(bot.HasEnded);
    }
}

using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Realtime;
using ClickClack.State;

namespace ClickClack.Framework.Tests.Realtime;

public sealed class StartTests : IDisposable
{
    private readonly TemporaryDirectory state = new();

    private string SavedCursor => new CheckpointStore(new FileState(Path.GetDirectoryName(state.File("x"))!), new StorageHealth(new LogLines())).Load()!.Cursor;

    private static ScriptedRoutes Echo() => ScriptedRoutes.Everywhere(message => message.Text);

    private Task<RunningBot> StartAsync(ScriptedServer server, ScriptedRoutes routes, Action<ClickClackOptions>? configure = null) =>
        RunningBot.StartLiveAsync(server, routes, options =>
        {
            options.StateDirectory = state.Path;
            configure?.Invoke(options);
        });

    /// <summary>Writes the checkpoint that an earlier run would have left.</summary>
    private void Left(Checkpoint checkpoint)
    {
        string directory = Path.GetDirectoryName(state.File("x"))!;
        PrivateFile.CreateDirectory(directory);
        new CheckpointStore(new FileState(directory), new StorageHealth(new LogLines())).Save(checkpoint);
    }

    [Fact]
    public async Task Rule10_history_before_the_first_start_is_not_answered()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Say("before");
        await using RunningBot bot = await StartAsync(server, Echo());

        server.Say("after");

        await Eventually.True(() => server.PostedBodies.Contains("after"), "an answer");
        Assert.Equal(["after"], server.PostedBodies);
        Assert.Equal("cur_00000001", server.Sockets[0].AfterCursor);
    }

    [Fact]
    public async Task Rule10_the_tail_is_saved_before_the_socket_opens()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Say("before");
        string? saved = null;
        server.Handshake = () =>
        {
            saved ??= File.Exists(state.File("checkpoint.jsonl")) ? SavedCursor : "nothing";
            return null;
        };
        await using RunningBot bot = await StartAsync(server, Echo());

        Assert.Equal("cur_00000001", saved);
    }

    [Fact]
    public async Task Rule14_what_an_earlier_run_did_is_not_waited_for()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string leftOver = server.Say("left over");
        server.Say("done");
        string place = server.Tail;
        server.Say("one");
        string two = server.Say("two");
        server.Say("three");
        var wire = System.Text.Json.JsonSerializer.Deserialize(server.EventOf(leftOver).ToJsonString(), ClickClack.Protocol.WireJson.Default.WireEvent)!;
        Left(new Checkpoint(place, [$"m:{two}"], [wire]));

        // The clock stands still: whoever waited for a number that does not come would wait for ever.
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, Echo(), options => options.StateDirectory = state.Path, new ManualTime());

        await Eventually.True(() => server.PostedBodies.Contains("three"), "the last answer");
        Assert.Equal(["left over", "one", "three"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule10_an_empty_log_is_a_place_too()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using (RunningBot bot = await StartAsync(server, Echo()))
        {
            Assert.Null(server.Sockets[0].AfterCursor);
        }

        Assert.Equal("", SavedCursor);
        server.Say("while away");
        await using RunningBot again = await StartAsync(server, Echo());

        await Eventually.True(() => server.PostedBodies.Contains("while away"), "an answer");
    }

    [Fact]
    public async Task Rule10_what_was_said_while_the_bot_was_away_is_answered_in_order()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await (await StartAsync(server, Echo())).DisposeAsync();
        string[] said = [.. Enumerable.Range(0, 20).Select(i => $"m{i}")];
        foreach (string text in said)
        {
            server.Say(text);
        }

        await using RunningBot again = await StartAsync(server, Echo());

        await Eventually.True(() => server.Posted.Count == said.Length, "all answers");
        Assert.Equal(said, server.PostedBodies);
        Assert.Equal(0, again.Log.Count("left out"));
    }

    [Fact]
    public async Task Rule10_a_backlog_of_many_pages_is_read_through_http()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await (await StartAsync(server, Echo())).DisposeAsync();
        for (int i = 0; i < 1100; i++)
        {
            server.Emit("reaction.added", [], live: false);
        }

        server.Say("last", live: false);
        await using RunningBot again = await StartAsync(server, Echo());

        await Eventually.True(() => server.PostedBodies.Contains("last"), "an answer");
        Assert.True(server.CountRequests("GET", "/api/realtime/events") >= 4);
        Assert.True(string.CompareOrdinal(server.Sockets[^1].AfterCursor, "cur_00001101") >= 0);
    }

    [Fact]
    public async Task Rule10_what_an_earlier_run_did_is_not_run_again()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Say("first");
        string done = server.Say("done");
        server.Say("not done");
        Left(new Checkpoint("cur_00000001", [$"m:{done}"], []));
        var ran = new List<string>();

        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(message =>
        {
            ran.Add(message.Text);
            return message.Text;
        }));

        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal(["not done"], ran);
    }

    [Fact]
    public async Task Rule09_what_was_saved_unfinished_is_done_first()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string pending = server.Say("pending");
        server.Say("passed");
        var wire = System.Text.Json.JsonSerializer.Deserialize(server.EventOf(pending).ToJsonString(), ClickClack.Protocol.WireJson.Default.WireEvent)!;
        Left(new Checkpoint("cur_00000002", [], [wire]));
        server.Say("new");

        await using RunningBot bot = await StartAsync(server, Echo());

        await Eventually.True(() => server.Posted.Count == 2, "both answers");
        Assert.Equal(["pending", "new"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule10_what_is_older_than_resume_within_is_left_out_with_one_line()
    {
        var clock = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(clock);
        string pending = server.Say("pending");
        var wire = System.Text.Json.JsonSerializer.Deserialize(server.EventOf(pending).ToJsonString(), ClickClack.Protocol.WireJson.Default.WireEvent)!;
        server.Say("seen");
        Left(new Checkpoint("cur_00000002", [], [wire]));
        server.Say("old");
        server.Say("old too");
        clock.Advance(TimeSpan.FromHours(2));
        server.Say("young");

        await using RunningBot bot = await StartAsync(server, Echo(), options => options.ResumeWithin = TimeSpan.FromHours(1));

        await Eventually.True(() => server.PostedBodies.Contains("young"), "the young one is answered");
        Assert.Equal(["young"], server.PostedBodies);
        Assert.Equal(1, bot.Log.Count("left out"));
        Assert.Equal(
            1,
            bot.Log.Count("left out 3 events from 2026-03-01 12:00:00Z to 2026-03-01 12:00:00Z: they are older than ClickClack:ResumeWithin (01:00:00)"));
    }

    [Fact]
    public async Task Rule10_resume_within_may_be_as_long_as_one_likes()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await (await StartAsync(server, Echo())).DisposeAsync();
        server.Say("away");

        await using RunningBot again = await StartAsync(server, Echo(), options => options.ResumeWithin = TimeSpan.MaxValue);

        await Eventually.True(() => server.PostedBodies.Contains("away"), "an answer");
    }

    [Fact]
    public async Task Rule10_a_pruned_place_is_a_gap_and_what_is_left_is_answered()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Say("one");
        Left(new Checkpoint("cur_00000001", [], []));
        server.Say("two");
        server.Say("three");
        server.Prune(2);

        await using RunningBot bot = await StartAsync(server, Echo());

        await Eventually.True(() => server.PostedBodies.Contains("three"), "an answer");
        Assert.Equal(1, bot.Log.Count("no longer holds the saved place cur_00000001"));
        Assert.Single(server.Sockets);
    }

    [Fact]
    public async Task Rule10_another_log_begins_at_its_end()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Left(new Checkpoint("cur_00009999", ["m:x"], []));
        server.Say("not ours");

        await using RunningBot bot = await StartAsync(server, Echo());
        Assert.Equal(1, bot.Log.Count("no longer holds the saved place cur_00009999: events before cur_00000001 may be lost"));
        Assert.Equal("cur_00000001", SavedCursor);

        server.Say("ours");
        await Eventually.True(() => server.Posted.Count > 0, "an answer");
        Assert.Equal(["ours"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule01_a_message_seen_by_page_and_by_socket_is_answered_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await (await StartAsync(server, Echo())).DisposeAsync();
        string message = server.Say("twice");
        server.OnSocket = async socket =>
        {
            await socket.SendAsync(server.EventOf(message));
            await socket.SendAsync(server.EventOf(message));
            await server.ReplayAsync(socket);
        };
        int runs = 0;

        await using RunningBot again = await StartAsync(server, ScriptedRoutes.Everywhere(_ =>
        {
            Interlocked.Increment(ref runs);
            return "x";
        }));
        server.Say("and now");

        await Eventually.True(() => server.Posted.Count == 2, "both answers");
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Rule09_a_damaged_checkpoint_stops_the_bot_with_one_clear_line()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Left(new Checkpoint("cur_1", [], []));
        await File.WriteAllTextAsync(state.File("checkpoint.jsonl"), "{\"vers", TestContext.Current.CancellationToken);

        await using RunningBot bot = await RunningBot.StartAsync(server, Echo(), options => options.StateDirectory = state.Path);
        await bot.EndsAsync();

        LogLine line = Assert.Single(bot.Log.All, line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
        Assert.StartsWith($"the bot stops: {state.File("checkpoint.jsonl")} cannot be read; delete it to start from now", line.Text, StringComparison.Ordinal);
        Assert.Null(line.Error);
        Assert.Equal(1, bot.ExitCode);
    }

    [Fact]
    public async Task Rule09_the_state_is_saved_within_a_moment()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, Echo());
        string message = server.Say("hello");

        await Eventually.True(
            () => File.ReadAllText(state.File("checkpoint.jsonl")).Contains($"m:{message}", StringComparison.Ordinal), "the answer is in the checkpoint");
    }

    public void Dispose() => state.Dispose();
}

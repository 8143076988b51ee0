using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Realtime;
using ClickClack.State;

namespace ClickClack.Framework.Tests.Realtime;

/// <summary>What the log can no longer bring is reported, and its root messages are read from their conversations.</summary>
public sealed class GapTests : IDisposable
{
    private readonly TemporaryDirectory state = new();
    private readonly ManualTime time = new();
    private readonly ConcurrentQueue<string> ran = new();
    private readonly ConcurrentQueue<ConnectionGap> gaps = new();

    private ScriptedRoutes Echo() => ScriptedRoutes.Everywhere(message =>
    {
        ran.Enqueue(message.Body);
        return message.Text;
    });

    private void Observe(IBot bot) => bot.GapDetected += (_, gap) => gaps.Enqueue(gap);

    private Task<RunningBot> StartAsync(ScriptedServer server, ScriptedRoutes? routes = null, Action<ClickClackOptions>? configure = null)
    {
        if (!File.Exists(state.File("checkpoint.jsonl")) && server.Events.Count == 0)
        {
            // Some place to begin at that can be pruned.
            server.Emit("channel.created", []);
        }

        return RunningBot.StartLiveAsync(
            server,
            routes ?? Echo(),
            options =>
            {
                options.StateDirectory = state.Path;
                configure?.Invoke(options);
            },
            time,
            observe: Observe);
    }

    /// <summary>The bot runs, answers something, and stops.</summary>
    private async Task RunOnceAsync(ScriptedServer server, ScriptedRoutes? routes = null)
    {
        await using RunningBot bot = await StartAsync(server, routes);
        server.Say("seen");
        await time.AdvanceUntilAsync(() => bot.Log.Count("own message") == 1 || (routes is not null && bot.Log.Has("nothing listens")), "it is done");
    }

    private Task AnsweredAsync(ScriptedServer server, string text) =>
        time.AdvanceUntilAsync(() => server.PostedBodies.Contains(text), $"an answer to {text}");

    private static string[] RootsOf(ScriptedServer server, string home, string id) =>
        [.. server.Posted.Where(message => ScriptedServer.Text(message, home) == id).Select(message => ScriptedServer.Text(message, "body")!)];

    [Fact]
    public async Task Rule10_what_was_pruned_is_read_from_its_conversations_in_order_and_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await RunOnceAsync(server);
        for (int i = 0; i < 5; i++)
        {
            server.Say($"general {i}");
            server.Say($"direct {i}", dm: "dm_alice");
        }

        string place = new CheckpointStore(new FileState(Path.GetDirectoryName(state.File("x"))!), new StorageHealth(new LogLines())).Load()!.Cursor;
        server.Prune(server.Events.Count);
        time.Advance(TimeSpan.FromMinutes(5));
        server.Emit("reaction.added", []);
        string oldest = server.Tail;
        time.Advance(TimeSpan.FromMinutes(5));
        server.Say("general 5");
        server.Say("direct 5", dm: "dm_alice");

        await using RunningBot bot = await StartAsync(server);
        await AnsweredAsync(server, "general 5");
        await AnsweredAsync(server, "direct 5");

        Assert.Equal(["seen", .. Enumerable.Range(0, 6).Select(i => $"general {i}")], RootsOf(server, "channel_id", "chn_general"));
        Assert.Equal([.. Enumerable.Range(0, 6).Select(i => $"direct {i}")], RootsOf(server, "direct_conversation_id", "dm_alice"));
        Assert.Equal(ran.Distinct().Count(), ran.Count);
        Assert.Equal(1, bot.Log.Count($"no longer holds the saved place {place}: events before {oldest} may be lost"));
        Assert.Equal(1, bot.Log.Count("read 10 messages that the server's log could not bring"));
        await Eventually.True(() => gaps.Count == 1, "the gap is told");
        Assert.Equal((place, oldest), (gaps.Single().From.Value, gaps.Single().To?.Value));
    }

    [Fact]
    public async Task Rule10_a_log_that_was_pruned_whole_is_a_gap_too()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await RunOnceAsync(server);
        server.Say("missed");
        server.Prune(server.Events.Count);

        await using RunningBot bot = await StartAsync(server);
        await AnsweredAsync(server, "missed");
        server.Say("hello");
        await AnsweredAsync(server, "hello");

        Assert.Equal(["seen", "missed", "hello"], server.PostedBodies);
        Assert.Equal(1, bot.Log.Count("no longer holds the saved place"));
    }

    [Fact]
    public async Task Rule10_what_was_pruned_is_found_by_its_number_where_the_place_is_the_start_of_the_log()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        var store = new CheckpointStore(new FileState(Path.GetDirectoryName(state.File("x"))!), new StorageHealth(new LogLines()));
        PrivateFile.CreateDirectory(Path.GetDirectoryName(state.File("x"))!);
        store.Save(new Checkpoint("", [], [], new SavedRoots(time.GetUtcNow(), new Dictionary<string, long>())));
        server.Say("old");
        time.Advance(TimeSpan.FromHours(2));
        server.Say("missed");
        server.Prune(server.Events.Count);

        await using RunningBot bot = await StartAsync(server, configure: options => options.ResumeWithin = TimeSpan.FromHours(1));
        await Eventually.True(() => server.PostedBodies.Contains("missed"), "an answer, without waiting for a silence");

        Assert.Equal(["missed"], server.PostedBodies);
        Assert.Equal(1, bot.Log.Count("left out 1 events"));
        Assert.Equal(1, bot.Log.Count("1 conversation got messages that the server announced nowhere"));
    }

    [Fact]
    public async Task Rule10_what_the_log_still_has_comes_from_there_alone()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await RunOnceAsync(server);
        server.Say("pruned");
        server.Prune(server.Events.Count);
        time.Advance(TimeSpan.FromMinutes(5));
        server.Emit("reaction.added", []);
        time.Advance(TimeSpan.FromMinutes(5));
        for (int i = 0; i < 300; i++)
        {
            server.Say($"kept {i}", live: false);
        }

        await using RunningBot bot = await StartAsync(server);
        await AnsweredAsync(server, "kept 299");

        Assert.Equal(1, bot.Log.Count("read 1 messages that the server's log could not bring"));
        Assert.Equal(302, ran.Count);
    }

    [Fact]
    public async Task Rule10_mentions_in_what_was_pruned_are_found_in_the_text()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        ScriptedRoutes routes = new ScriptedRoutes().Mention(message => $"you said {message.Text}");
        await RunOnceAsync(server, routes);
        server.Say("for nobody");
        server.Say("@echo for me");
        server.Say("see https://example.com/@echo or me@echo");
        server.Prune(server.Events.Count);

        await using RunningBot bot = await StartAsync(server, routes);
        await AnsweredAsync(server, "you said for me");
        server.Say("@echo last");
        await AnsweredAsync(server, "you said last");

        Assert.Equal(["you said for me", "you said last"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule10_resume_within_applies_to_what_was_pruned()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await RunOnceAsync(server);
        server.Say("old");
        server.Prune(server.Events.Count);
        time.Advance(TimeSpan.FromHours(2));
        server.Say("young");
        server.Forget(server.Messages.Keys.Last());

        await using RunningBot bot = await StartAsync(server, configure: options => options.ResumeWithin = TimeSpan.FromHours(1));
        await AnsweredAsync(server, "young");

        Assert.Equal(["seen", "young"], server.PostedBodies);
        Assert.Equal(1, bot.Log.Count("left out 1 events"));
    }

    [Fact]
    public async Task Rule10_what_was_said_before_the_first_start_is_no_gap()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.Say("history");
        server.Say("direct history", dm: "dm_group");
        time.Advance(TimeSpan.FromMinutes(1));
        await RunOnceAsync(server);
        server.Say("missed");
        server.Prune(server.Events.Count);

        await using RunningBot bot = await StartAsync(server);
        await AnsweredAsync(server, "missed");

        Assert.Equal(["seen", "missed"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule10_a_conversation_that_appears_later_brings_what_is_new_in_it_and_no_history()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.Channels["chn_hidden"] = "hidden";
        server.Say("hidden history", channel: "chn_hidden");
        server.Channels.Remove("chn_hidden");
        time.Advance(TimeSpan.FromMinutes(1));
        await RunOnceAsync(server);
        server.Channels["chn_hidden"] = "hidden";
        server.Say("hidden news", channel: "chn_hidden");
        server.Conversations["dm_bob"] = [ScriptedServer.BotId, "usr_bob"];
        server.Say("first words", dm: "dm_bob");
        server.Prune(server.Events.Count);

        await using RunningBot bot = await StartAsync(server);
        await AnsweredAsync(server, "hidden news");
        await AnsweredAsync(server, "first words");

        Assert.DoesNotContain("hidden history", server.PostedBodies);
    }

    [Fact]
    public async Task Rule10_a_checkpoint_of_the_first_version_reports_the_gap_and_counts_from_then_on()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await RunOnceAsync(server);
        string path = state.File("checkpoint.jsonl");
        Checkpoint saved = new CheckpointStore(new FileState(Path.GetDirectoryName(path)!), new StorageHealth(new LogLines())).Load()!;
        var file = new JsonObject
        {
            ["version"] = 1, ["cursor"] = saved.Cursor, ["done"] = new JsonArray([.. saved.Done.Select(key => (JsonNode)key)]), ["pending"] = new JsonArray(),
        };
        await File.WriteAllTextAsync(path, file.ToJsonString(), TestContext.Current.CancellationToken);
        server.Say("unknowable");
        server.Prune(server.Events.Count);
        await using (RunningBot bot = await StartAsync(server))
        {
            Assert.Equal(1, bot.Log.Count("no longer holds the saved place"));
        }

        server.Say("missed");
        server.Prune(server.Events.Count);
        SetPlace("cur_00000001");
        await using RunningBot again = await StartAsync(server);
        await AnsweredAsync(server, "missed");

        Assert.Equal(["seen", "missed"], server.PostedBodies);

        void SetPlace(string cursor)
        {
            var store = new CheckpointStore(new FileState(Path.GetDirectoryName(path)!), new StorageHealth(new LogLines()));
            store.Save(store.Load()! with { Cursor = cursor });
        }
    }

    [Fact]
    public async Task Rule10_what_an_earlier_run_did_is_not_run_again_by_page()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await RunOnceAsync(server);
        string done = server.Say("done");
        server.Say("missed");
        server.Prune(server.Events.Count);
        var store = new CheckpointStore(new FileState(Path.GetDirectoryName(state.File("x"))!), new StorageHealth(new LogLines()));
        Checkpoint left = store.Load()!;
        store.Save(left with { Done = [.. left.Done, $"m:{done}"] });

        await using RunningBot bot = await StartAsync(server);
        await AnsweredAsync(server, "missed");

        Assert.Equal(["seen", "missed"], ran);
    }

    [Fact]
    public async Task Rule10_what_came_by_page_survives_a_crash()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await RunOnceAsync(server);
        server.Say("missed");
        server.Prune(server.Events.Count);
        using var never = new CancellationTokenSource();
        RunningBot stuck = await StartAsync(server, ScriptedRoutes.Everywhere(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null;
        }));
        Task stop = stuck.StopAsync();
        await time.AdvanceUntilAsync(() => stop.IsCompleted, "the bot stops");
        await stuck.DisposeAsync();
        Assert.True(stuck.Log.Has("1 events are left for the next run"));

        await using RunningBot bot = await StartAsync(server);
        await AnsweredAsync(server, "missed");

        Assert.Equal(["seen", "missed"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule10_a_bot_that_may_not_list_conversations_goes_on_without()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.Script("GET", "/api/dms", _ => Answer.Error(403, "bot token is missing scope dms:read"));
        await RunOnceAsync(server);
        server.Say("missed");
        server.Prune(server.Events.Count);

        await using RunningBot bot = await StartAsync(server);
        await AnsweredAsync(server, "missed");
    }

    [Fact]
    public async Task Rule11_a_gap_found_while_reconnecting_is_filled_whatever_its_age()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server, configure: options => options.ResumeWithin = TimeSpan.FromMinutes(1));
        server.Say("seen");
        await AnsweredAsync(server, "seen");
        server.Handshake = () => Answer.Html(502);
        server.Socket.Drop();
        await bot.StateAsync(ConnectionState.Recovering);
        server.Say("missed", live: false);
        server.Prune(server.Events.Count);
        DateTimeOffset began = time.GetUtcNow();
        await time.AdvanceUntilAsync(() => time.GetUtcNow() - began > TimeSpan.FromMinutes(3), "minutes pass", TimeSpan.FromSeconds(1));
        server.Handshake = () => null;
        await time.AdvanceUntilAsync(() => bot.Log.Has("live again"), "the bot is live again");

        await AnsweredAsync(server, "missed");
        Assert.Equal(["seen", "missed"], server.PostedBodies);
        Assert.Equal(1, bot.Log.Count("no longer holds the saved place"));
    }

    [Fact]
    public async Task Rule10_a_place_that_cannot_be_seen_any_more_is_one_gap_however_often_the_bot_reconnects()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server);
        server.Say("seen");
        await AnsweredAsync(server, "seen");
        server.Prune(1);
        for (int i = 0; i < 3; i++)
        {
            int sockets = server.Sockets.Count;
            server.Socket.Drop();
            await time.AdvanceUntilAsync(() => server.Sockets.Count > sockets && bot.State == ConnectionState.Live, "a new socket");
        }

        Assert.Equal(1, bot.Log.Count("no longer holds the saved place cur_00000001"));
        Assert.Equal(["seen"], ran);
    }

    [Fact]
    public async Task Rule12_messages_that_no_event_announces_are_found_by_their_numbers()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server);
        server.Say("seen");
        await AnsweredAsync(server, "seen");
        await Eventually.True(() => bot.Log.Has("own message"), "the echo is read");
        string newest = server.Tail;
        foreach (string text in (string[])["one", "two"])
        {
            server.Forget(server.Say(text, live: false));
        }

        server.Forget(server.Say("direct", dm: "dm_alice", live: false));
        await time.AdvanceUntilAsync(
            () => new[] { "one", "two", "direct" }.All(text => server.PostedBodies.Contains(text)), "all answers", TimeSpan.FromSeconds(1));
        DateTimeOffset began = time.GetUtcNow();
        await time.AdvanceUntilAsync(() => time.GetUtcNow() - began > TimeSpan.FromMinutes(5), "minutes pass", TimeSpan.FromSeconds(5));

        Assert.Equal(["seen", "one", "two"], RootsOf(server, "channel_id", "chn_general"));
        Assert.Equal(1, bot.Log.Count($"2 conversations got messages that the server announced nowhere after {newest}"));
        Assert.Equal(1, bot.Log.Count("read 3 messages"));
        await Eventually.True(() => gaps.Count == 1, "the gap is told");
        Assert.Single(server.Sockets);
    }

    [Fact]
    public async Task Rule12_a_number_that_no_page_brings_is_reported_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server);
        server.Script("GET", "/api/workspaces/*", _ => Answer.Json(new JsonObject
        {
            ["channels"] = new JsonArray(new JsonObject { ["id"] = "chn_general", ["name"] = "general", ["last_seq"] = 7 }),
        }));
        DateTimeOffset began = time.GetUtcNow();
        await time.AdvanceUntilAsync(() => time.GetUtcNow() - began > TimeSpan.FromMinutes(5), "minutes pass", TimeSpan.FromSeconds(5));

        Assert.Equal(1, bot.Log.Count("1 conversation got messages that the server announced nowhere"));
        Assert.Equal(1, bot.Log.Count("read 0 messages"));
    }

    [Fact]
    public async Task Rule12_messages_said_after_the_clock_went_back_are_answered_and_the_end_of_the_log_is_the_new_place()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.SetCursor(500);
        await RunOnceAsync(server);
        server.Prune(server.Events.Count);
        server.SetCursor(100);
        server.Say("while away");

        await using RunningBot bot = await StartAsync(server);
        await AnsweredAsync(server, "while away");
        server.Say("live");
        await AnsweredAsync(server, "live");

        Assert.Equal(["seen", "while away", "live"], server.PostedBodies);
        Assert.Equal(ran.Distinct().Count(), ran.Count);
        Assert.Equal("cur_00000101", server.Sockets[^1].AfterCursor);
    }

    public void Dispose() => state.Dispose();
}

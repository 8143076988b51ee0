using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Realtime;
using ClickClack.State;

namespace ClickClack.Framework.Tests.Dispatch;

/// <summary>What a bot with lanes does, as people see it.</summary>
public sealed class HandlerLanesTests : IDisposable
{
    private readonly TemporaryDirectory state = new();
    private readonly ConcurrentQueue<string> ran = new();
    private readonly SemaphoreSlim steps = new(0);

    /// <summary>A route everywhere whose handler takes as long as the test wants, one step for each message.</summary>
    private ScriptedRoutes Slow(RouteLane? lane = null)
    {
        ScriptedRoutes routes = ScriptedRoutes.Everywhere(async (message, cancellationToken) =>
        {
            ran.Enqueue(message.Text);
            await steps.WaitAsync(cancellationToken);
            return message.Text;
        });
        return lane is null ? routes : routes.With(lane);
    }

    private Task Runs(params string[] texts) => Eventually.True(() => texts.All(ran.Contains), $"{string.Join(", ", texts)} run; ran: {string.Join(", ", ran)}");

    [Fact]
    public async Task Rule14_a_slow_fetch_changes_no_order()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text));
        var slow = new TaskCompletionSource();
        string first = server.Say("first", live: false);
        server.Script("GET", $"/api/messages/{first}", request => server.AnswerFromModel(request) with { After = slow.Task });
        server.Send(server.EventOf(first));
        await Eventually.True(() => server.CountRequests("GET", $"/api/messages/{first}") == 1, "the first fetch");
        string second = server.Say("second");
        server.Say("elsewhere", channel: "chn_ops");
        await Eventually.True(() => server.PostedBodies.Contains("elsewhere"), "another conversation is answered");
        Assert.Equal(0, server.CountRequests("GET", $"/api/messages/{second}"));
        slow.SetResult();

        await Eventually.True(() => server.Posted.Count == 3, "all answers");
        Assert.Equal(["elsewhere", "first", "second"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule14_a_command_with_priority_gets_past_a_running_handler_and_busy_places()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = Slow()
            .Command("cancel", _ => "cancelled").With(new RouteLane(By.Conversation, LaneMode.Queue) { Priority = true });
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes, options => options.MaxConcurrency = 16);
        server.Say("work");
        await Runs("work");
        for (int i = 0; i < 15; i++)
        {
            server.Say($"thread {i}", thread: server.Say($"root {i}", channel: "chn_ops", author: ScriptedServer.BotId, live: false), channel: "chn_ops");
        }

        // A person holds half of the places at most.
        await Eventually.True(() => ran.Count == 8, "all places of this person are busy");
        for (int i = 0; i < 100; i++)
        {
            server.Say($"behind it {i}");
        }

        server.Say("/cancel");

        await Eventually.True(() => server.PostedBodies.Contains("cancelled"), "it gets through");
        Assert.Equal(8, ran.Count);
        steps.Release(200);
        await bot.IdleAsync();
    }

    [Fact]
    public async Task Rule14_many_slow_handlers_of_one_person_keep_nobody_else_waiting()
    {
        const int Flood = 40;
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Slow(), options => options.MaxConcurrency = 2);
        for (int i = 0; i < Flood; i++)
        {
            server.Say($"flood {i}", thread: server.Say($"root {i}", author: ScriptedServer.BotId, live: false));
        }

        await Eventually.True(() => bot.Log.Count("Tests.Handler.Handle (*)") == Flood, "the flood is matched");
        Assert.Single(ran);

        // Somebody else has a place at once, however long the flood takes.
        server.Say("single", author: "usr_bob", channel: "chn_ops");
        await Runs("single");
        Assert.Equal(2, ran.Count);
        steps.Release(Flood + 1);
        await Eventually.True(() => server.PostedBodies.Count(body => body.StartsWith("flood", StringComparison.Ordinal)) == Flood, "all are answered");
    }

    [Fact]
    public async Task Rule14_superseded_messages_are_done_for_good()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using (RunningBot bot = await RunningBot.StartLiveAsync(
            server, Slow(new RouteLane(By.Conversation, LaneMode.Latest)), options => options.StateDirectory = state.Path))
        {
            server.Say("a");
            await Runs("a");
            string b = server.Say("b");
            server.Say("c");
            await bot.LogsAsync($"m:{b}: not handled (superseded)");
            steps.Release(2);
            await Eventually.True(() => server.Posted.Count == 2, "two answers");
        }

        await using RunningBot again = await RunningBot.StartLiveAsync(
            server, Slow(new RouteLane(By.Conversation, LaneMode.Latest)), options => options.StateDirectory = state.Path);
        server.Say("d");
        steps.Release();
        await Eventually.True(() => server.Posted.Count == 3, "the next answer");
        Assert.Equal(["a", "c", "d"], server.PostedBodies);
        Assert.Equal(["a", "c", "d"], ran);
    }

    [Fact]
    public async Task Rule14_a_restart_in_the_middle_loses_neither_what_ran_nor_the_last()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using (RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            Slow(new RouteLane(By.Conversation, LaneMode.Latest)),
            options =>
            {
                options.StateDirectory = state.Path;
                options.ShutdownTimeout = TimeSpan.FromMilliseconds(50);
            }))
        {
            server.Say("a");
            await Runs("a");
            string b = server.Say("b");
            server.Say("c");
            await bot.LogsAsync($"m:{b}: not handled (superseded)");
        }

        Checkpoint saved = new CheckpointStore(new FileState(Path.GetDirectoryName(state.File("x"))!), new StorageHealth(new LogLines())).Load()!;
        Assert.Single(saved.Done, key => key == "m:msg_000002");
        ran.Clear();
        steps.Release(10);
        await using RunningBot again = await RunningBot.StartLiveAsync(
            server, Slow(new RouteLane(By.Conversation, LaneMode.Queue)), options => options.StateDirectory = state.Path);
        await Eventually.True(() => server.Posted.Count == 2, "both are answered");
        await again.IdleAsync();
        Assert.Equal(["a", "c"], server.PostedBodies);
        Assert.Equal(["a", "c"], ran);
    }

    [Fact]
    public async Task Rule14_debounce_answers_the_last_of_a_burst()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        steps.Release(10);
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, Slow(new RouteLane(By.User, LaneMode.Debounce) { Quiet = TimeSpan.FromSeconds(5) }), time: time);
        server.Say("a");
        server.Say("b", channel: "chn_ops");
        server.Say("bob's", author: "usr_bob");
        await Eventually.True(() => bot.Bot.Status is { WaitingEvents: 2, UnfinishedEvents: 2 }, "two wait");
        Assert.Empty(ran);
        await Eventually.True(() => bot.Bot.Status.FullestLane?.EndsWith("(Tests.Handler.Handle)", StringComparison.Ordinal) == true, "in their lanes");

        await time.AdvanceUntilAsync(() => server.Posted.Count == 2, "two answers");
        Assert.Equal(1, bot.Log.Count("not handled (superseded)"));
        Assert.Equal(2, ran.Count);
    }

    [Fact]
    public async Task Rule14_lanes_of_users_reach_across_conversations()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Slow(new RouteLane(By.User, LaneMode.Queue)));
        server.Say("first");
        await Runs("first");
        server.Say("second", dm: "dm_alice");
        server.Say("bob's", author: "usr_bob");

        await Runs("bob's");
        await Eventually.True(() => bot.Bot.Status is { FullestLane: "usr_alice (Tests.Handler.Handle)", FullestLaneDepth: 1 }, "the second waits");
        Assert.DoesNotContain("second", ran);
        steps.Release(3);
        await Runs("second");
        await bot.IdleAsync();
    }

    [Fact]
    public async Task Rule14_root_messages_in_lanes_of_threads_wait_for_nobody()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Slow(new RouteLane(By.Thread, LaneMode.Queue)));
        string root = server.Say("one");
        server.Say("two");
        await Runs("one", "two");
        server.Say("reply", thread: root);
        await Eventually.True(() => bot.Bot.Status.FullestLane == $"{root} (Tests.Handler.Handle)", "the reply waits for its root");

        steps.Release(3);
        await Runs("reply");
        await bot.IdleAsync();
    }

    [Fact]
    public async Task Rule14_what_changes_while_it_waits_is_read_again()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = Slow().Command("ping", _ => "pong").With(new RouteLane(By.Conversation, LaneMode.Queue));
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);
        server.Say("a");
        await Runs("a");
        string edited = server.Say("with a typo");
        string deleted = server.Say("deleted");
        server.Say("/ping");
        await Eventually.True(() => server.PostedBodies.Contains("pong"), "what came before it is matched");
        server.Messages[edited]["body"] = "without";
        server.Delete(deleted);
        server.Emit("message.updated", new JsonObject { ["message_id"] = edited }, "chn_general");
        server.Emit("message.deleted", new JsonObject { ["message_id"] = deleted }, "chn_general");
        server.Say("after that", channel: "chn_ops");
        await Runs("after that");
        steps.Release(10);

        await Eventually.True(() => server.Posted.Count == 4, "four answers");
        await bot.LogsAsync($"m:{deleted}: not handled (deleted before it was read)");
        Assert.Contains("without", server.PostedBodies);
        Assert.DoesNotContain("with a typo", ran);
    }

    [Fact]
    public async Task Rule14_what_the_socket_left_out_is_read_from_the_log_in_its_place()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text), time: time);
        server.Say("1");
        await Eventually.True(() => bot.Log.Has("own message"), "the first answer");
        string root = server.Say("root", author: "usr_rover", channel: "chn_ops", live: false);
        server.Say("2", live: false);
        server.Say("a reply", thread: root, channel: "chn_ops", live: false);
        server.Say("3");

        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("3"), "an answer");
        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("a reply"), "what else was missing is found by the way");

        Assert.Equal(["1", "2", "3"], server.PostedBodies.Where(body => body.Length == 1));
        Assert.Single(server.Sockets);
    }

    [Fact]
    public async Task Rule14_what_the_log_does_not_have_is_asked_for_once_and_passed()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text), time: time);
        server.Say("1");
        await Eventually.True(() => bot.Log.Has("own message"), "the first answer");
        server.Forget(server.Say("2", live: false));
        int before = server.CountRequests("GET", "/api/realtime/events");
        server.Say("3");
        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("3"), "an answer");
        server.Forget(server.Say("4", live: false));
        server.Say("5");
        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("5"), "the next answer");

        Assert.Equal(["1", "3", "5"], server.PostedBodies);
        Assert.Equal(1, server.CountRequests("GET", "/api/realtime/events") - before);
    }

    public void Dispose()
    {
        state.Dispose();
        steps.Dispose();
    }
}

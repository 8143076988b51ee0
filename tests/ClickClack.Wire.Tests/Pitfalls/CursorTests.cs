using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Pitfalls;

/// <summary>Where a bot reads on from, and what the log and the socket say about that.</summary>
public sealed class CursorTests
{
    [Fact]
    public async Task A_socket_is_never_opened_without_a_place_so_that_old_history_is_not_played_again()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.Olivia.SayAsync(scene.General, "before the bot's time");
        await scene.StartLiveBotAsync();
        await scene.WorksAsync();

        Assert.Single(await scene.AnswersAsync(scene.General));
        Assert.All(
            scene.Proxy.Requests.Where(line => line.StartsWith("GET /api/realtime/ws", StringComparison.Ordinal)),
            line => Assert.Contains("after_cursor=cur_", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_workspace_in_which_nothing_ever_happened_has_no_place_and_its_first_message_is_answered()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.Server.Faults.PruneLogAsync();
        await scene.StartLiveBotAsync();
        await scene.WorksAsync();

        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task A_restart_answers_what_was_said_meanwhile_and_nothing_older()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot first = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        await first.StopAsync();
        LocalMessage[] meanwhile = [await scene.Olivia.SayAsync(scene.General, "one"), await scene.Olivia.SayAsync(scene.General, "two")];

        RunningBot second = await scene.StartBotAsync();
        await scene.AnswerAsync(scene.General, meanwhile[1]);

        Assert.Equal(["one", "two"], second.Script.Ran);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task Events_that_come_against_their_order_and_twice_are_answered_once_and_in_order()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync(time: TimeProvider.System);
        await scene.WorksAsync();
        scene.Server.Faults.HoldEvents();
        for (int n = 0; n < 8; n++)
        {
            await scene.Olivia.SayAsync(scene.General, $"{n}");
        }

        scene.Server.Faults.DuplicateEvents(8);
        scene.Server.Faults.ReleaseEvents(reversed: true);
        await scene.AnsweredAsync(scene.General, 9);

        Assert.Equal(Enumerable.Range(0, 8).Select(n => $"{n}").Prepend("are you there?"), bot.Script.Ran);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task What_came_against_its_order_before_a_crash_is_not_skipped_after_it()
    {
        await using Scene scene = await Scene.StartAsync(keepsData: true);
        RunningBot bot = await scene.StartLiveBotAsync();
        scene.Server.Faults.HoldEvents();
        LocalMessage late = await scene.Olivia.SayAsync(scene.General, "late");
        scene.Server.Faults.DropSockets();

        // The bot comes back and reads the late one from the log, or the newer one first; whichever it is, none is lost.
        LocalMessage newer = await scene.Olivia.SayAsync(scene.General, "newer");
        scene.Server.Faults.ReleaseEvents(reversed: true);
        await scene.AnswerAsync(scene.General, late);
        await scene.AnswerAsync(scene.General, newer);

        await scene.EachAnsweredOnceInOrderAsync(scene.General);
        Assert.Equal(2, bot.Script.Ran.Count);
    }

    [Fact]
    public async Task A_place_that_was_pruned_from_the_log_is_noticed_and_said_although_reading_by_HTTP_never_says_so()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.Olivia.SayAsync(scene.Random, "before");
        RunningBot first = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        await first.StopAsync();
        await scene.Olivia.SayAsync(scene.Random, "something");
        await scene.Server.Faults.PruneLogAsync();

        RunningBot second = await scene.StartLiveBotAsync();
        await scene.WorksAsync();

        Assert.Contains(second.Log.Complaints, line => line.Text.Contains("no longer holds the saved place", StringComparison.Ordinal));
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task A_log_that_is_pruned_while_the_bot_runs_ends_nothing()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        await scene.Server.Faults.PruneLogAsync();
        scene.Server.Faults.DropSockets();
        await bot.LogsAsync("live again");
        await scene.WorksAsync();

        Assert.False(bot.HasEnded);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task Events_without_a_cursor_such_as_typing_move_no_place()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.Olivia.SayAsync(scene.Random, "before");
        RunningBot first = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        for (int n = 0; n < 3; n++)
        {
            await scene.AskAsync(
                scene.Olivia.Token,
                HttpMethod.Post,
                "/api/realtime/ephemeral",
                new { workspace_id = scene.Server.Workspace.Id, channel_id = scene.General.Id, type = "typing.started" });
        }

        await scene.WorksAsync();
        scene.Server.Faults.DropSockets();
        await first.LogsAsync("live again");
        await first.StopAsync();
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "meanwhile");
        await scene.StartBotAsync();
        await scene.AnswerAsync(scene.General, asked);

        // Each place that was asked for is one of the log's.
        Assert.DoesNotContain(
            scene.Proxy.Requests, line => line.StartsWith("GET /api/realtime/ws", StringComparison.Ordinal) && !line.Contains("=cur_", StringComparison.Ordinal));
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task A_message_that_was_being_answered_when_the_bot_died_is_answered_by_the_next_run()
    {
        await using Scene scene = await Scene.StartAsync();
        var hanging = new Script { Before = async (message, cancellationToken) => await Task.Delay(message.Text == "hang" ? Timeout.Infinite : 0, cancellationToken) };
        RunningBot first = await scene.StartLiveBotAsync(configure: options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(1), script: hanging);
        await scene.WorksAsync();
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "hang");
        LocalConversation conversation = await scene.Olivia.OpenConversationAsync(scene.Echo.Id);
        await scene.Olivia.SayAsync(conversation, "elsewhere");
        await Eventually.TrueAsync(async () => (await scene.Olivia.ReadAsync(conversation)).Count == 2, "an answer elsewhere");
        await Eventually.TrueAsync(() => hanging.Ran.Contains("hang"), "the handler runs");
        await first.StopAsync();

        RunningBot second = await scene.StartBotAsync();
        await scene.AnswerAsync(scene.General, asked);

        Assert.Contains("hang", second.Script.Ran);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
        Assert.Equal(2, (await scene.Olivia.ReadAsync(conversation)).Count);
    }

    [Fact]
    public async Task What_is_at_work_when_the_bot_is_stopped_is_finished_and_the_rest_is_counted()
    {
        await using Scene scene = await Scene.StartAsync();
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var script = new Script
        {
            Before = async (_, _) =>
            {
                begun.TrySetResult();
                await goOn.Task;
            },
        };
        RunningBot bot = await scene.StartLiveBotAsync(configure: options => options.ShutdownTimeout = TimeSpan.FromMinutes(10), script: script);
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "slow");
        await Eventually.EndsAsync(begun.Task, "the handler's begin");
        Task stopping = bot.StopAsync();
        goOn.SetResult();
        await stopping;

        await scene.AnswerAsync(scene.General, asked);
        Assert.False(bot.Log.Has("are left for the next run"));
    }
}

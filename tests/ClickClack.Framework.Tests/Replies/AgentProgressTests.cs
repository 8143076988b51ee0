using System.Text.Json.Nodes;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Replies;

public sealed class AgentProgressTests
{
    private readonly ManualTime time = new();
    private readonly TaskCompletionSource<IAgentProgress> began = new();
    private readonly TaskCompletionSource<Reply?> goOn = new();

    private static JsonObject[] Frames(ScriptedServer server) =>
        [.. server.Requests.Where(request => request.Path == "/api/realtime/ephemeral").Select(request => request.Json).Where(json => (string?)json["type"] == "agent.progress")];

    private static string?[] Texts(ScriptedServer server) => [.. Frames(server).Select(frame => (string?)frame["payload"]!["line"]?["text"])];

    private Task<RunningBot> StartAsync(ScriptedServer server) => RunningBot.StartLiveAsync(
        server,
        ScriptedRoutes.Reporting((_, progress, _) =>
        {
            began.TrySetResult(progress);
            return goOn.Task;
        }),
        options => options.Typing = false,
        time);

    [Fact]
    public async Task What_a_handler_reports_is_one_line_that_changes_and_goes_with_its_end()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server);
        server.Say("hello");
        IAgentProgress progress = await began.Task;
        progress.Report("reading");
        await time.AdvanceUntilAsync(() => Frames(server).Length == 1, "the first line");
        progress.Report(" ");
        progress.Report("thinking");
        await time.AdvanceUntilAsync(() => Frames(server).Length == 2, "the next");
        goOn.SetResult("done");
        await time.AdvanceUntilAsync(() => Frames(server).Length == 3, "its end");

        JsonObject[] frames = Frames(server);
        Assert.Equal(["append", "update", "clear"], frames.Select(frame => (string?)frame["payload"]!["op"]));
        Assert.Equal([1, 2, 3], frames.Select(frame => (int)frame["payload"]!["seq"]!));
        Assert.Single(frames.Select(frame => (string?)frame["payload"]!["turn_id"]).Distinct());
        Assert.Equal("""{"id":"now","kind":"commentary","text":"reading"}""", frames[0]["payload"]!["line"]!.ToJsonString());
        Assert.All(frames, frame => Assert.Equal("chn_general", (string?)frame["channel_id"]));
        Assert.Equal("thinking", Texts(server)[1]);
    }

    [Fact]
    public async Task It_is_shown_at_most_once_a_second_and_the_last_word_is_not_lost()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server);
        server.Say("hello", dm: "dm_alice");
        IAgentProgress progress = await began.Task;
        DateTimeOffset then = time.GetUtcNow();
        int done = 0;
        await time.AdvanceUntilAsync(
            () =>
            {
                progress.Report($"{++done} done");
                return time.GetUtcNow() - then > TimeSpan.FromSeconds(5);
            },
            "a while",
            TimeSpan.FromMilliseconds(100));
        await time.AdvanceUntilAsync(() => Texts(server)[^1] == $"{done} done", "the last word");

        Assert.InRange(Frames(server).Length, 3, (time.GetUtcNow() - then).TotalSeconds + 1);
        Assert.Equal("dm_alice", (string?)Frames(server)[0]["direct_conversation_id"]);
        goOn.SetResult(null);
    }

    [Fact]
    public async Task What_stays_the_same_is_said_again_before_it_wears_off()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server);
        server.Say("hello");
        (await began.Task).Report("a long thing");
        DateTimeOffset then = time.GetUtcNow();
        await time.AdvanceUntilAsync(() => time.GetUtcNow() - then > TimeSpan.FromSeconds(70), "more than a minute", TimeSpan.FromSeconds(1));

        Assert.InRange(Frames(server).Length, 3, 5);
        Assert.Equal(["a long thing"], Texts(server).Distinct());
        goOn.SetResult(null);
    }

    [Fact]
    public async Task What_is_refused_is_logged_once_and_not_tried_again()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.Script("POST", "/api/realtime/ephemeral", _ => Answer.Error(403, "bot token is missing scope messages:write"));
        await using RunningBot bot = await StartAsync(server);
        server.Say("hello");
        IAgentProgress progress = await began.Task;
        progress.Report("one");
        await time.AdvanceUntilAsync(() => bot.Log.Has("what handlers do is not shown any more"), "the line");
        progress.Report("two");
        DateTimeOffset then = time.GetUtcNow();
        await time.AdvanceUntilAsync(() => time.GetUtcNow() - then > TimeSpan.FromSeconds(10), "a while", TimeSpan.FromSeconds(1));
        goOn.SetResult("done");
        await Eventually.True(() => server.PostedBodies is ["done"], "the answer");

        Assert.Single(Frames(server));
        Assert.Single(bot.Log.Complaints);
    }

    [Fact]
    public async Task What_fails_is_passed_over_and_what_comes_too_late_is_ignored()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.ScriptOnce("POST", "/api/realtime/ephemeral", Answer.Html(503));
        await using RunningBot bot = await StartAsync(server);
        server.Say("hello");
        IAgentProgress progress = await began.Task;
        progress.Report("one");
        await time.AdvanceUntilAsync(() => Frames(server).Length == 1, "the first line");
        progress.Report("two");
        await time.AdvanceUntilAsync(() => Frames(server).Length == 2, "the next");
        goOn.SetResult("done");
        await Eventually.True(() => server.PostedBodies is ["done"], "the answer");
        progress.Report("too late");
        DateTimeOffset then = time.GetUtcNow();
        await time.AdvanceUntilAsync(() => time.GetUtcNow() - then > TimeSpan.FromSeconds(30), "a while", TimeSpan.FromSeconds(1));

        Assert.Equal(["one", "two", "clear"], Frames(server).Select(frame => (string?)frame["payload"]!["line"]?["text"] ?? (string?)frame["payload"]!["op"]));
    }

    [Fact]
    public async Task Who_reports_nothing_shows_nothing()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server);
        server.Say("hello");
        await began.Task;
        goOn.SetResult("done");
        await Eventually.True(() => server.PostedBodies is ["done"], "the answer");

        Assert.Empty(Frames(server));
    }
}

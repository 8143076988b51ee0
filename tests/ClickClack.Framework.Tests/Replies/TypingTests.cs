using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Replies;

public sealed class TypingTests
{
    private readonly ManualTime time = new();
    private readonly TaskCompletionSource<Reply?> goOn = new();

    private Task<RunningBot> StartAsync(ScriptedServer server, bool typing = true) => RunningBot.StartLiveAsync(
        server, ScriptedRoutes.Everywhere((_, _) => goOn.Task), options => options.Typing = typing, time);

    private static (string Type, string? Place)[] Sent(ScriptedServer server) => [.. server.Requests
        .Where(request => request.Path == "/api/realtime/ephemeral")
        .Select(request => ((string)request.Json["type"]!, (string?)request.Json["channel_id"] ?? (string?)request.Json["direct_conversation_id"]))];

    [Fact]
    public async Task A_handler_that_takes_a_while_is_shown_as_typing_until_it_ends()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server);
        string root = server.Say("root", live: false);
        DateTimeOffset began = time.GetUtcNow();
        server.Say("hello", thread: root);

        await time.AdvanceUntilAsync(() => Sent(server).Length == 1, "typing");
        Assert.True(time.GetUtcNow() - began >= TimeSpan.FromMilliseconds(700));
        await time.AdvanceUntilAsync(() => Sent(server).Length == 3, "typing, again");
        Assert.True(time.GetUtcNow() - began >= TimeSpan.FromMilliseconds(8700));
        goOn.SetResult("done");
        await Eventually.True(() => Sent(server).Length == 4, "the end");

        Assert.Equal(
            [("typing.started", "chn_general"), ("typing.started", "chn_general"), ("typing.started", "chn_general"), ("typing.stopped", "chn_general")],
            Sent(server));
    }

    [Fact]
    public async Task In_a_direct_conversation_it_is_shown_there()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server);
        server.Say("hello", dm: "dm_alice");

        await time.AdvanceUntilAsync(() => Sent(server).Length == 1, "typing");

        Assert.Equal([("typing.started", "dm_alice")], Sent(server));
        goOn.SetResult(null);
    }

    [Fact]
    public async Task A_bot_that_may_not_is_not_asked_again_and_answers_all_the_same()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.Script("POST", "/api/realtime/ephemeral", _ => Answer.Error(403, "bot token is missing scope messages:write"));
        await using RunningBot bot = await StartAsync(server);
        server.Say("hello");

        await time.AdvanceUntilAsync(() => bot.Log.Has("typing is not shown"), "the refusal");
        DateTimeOffset then = time.GetUtcNow();
        await time.AdvanceUntilAsync(() => time.GetUtcNow() - then > TimeSpan.FromSeconds(15), "a while");
        goOn.SetResult("done");
        await Eventually.True(() => server.PostedBodies is ["done"], "the answer");

        Assert.Single(Sent(server));
        Assert.Empty(bot.Log.Complaints);
    }

    [Fact]
    public async Task It_can_be_turned_off()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server, typing: false);
        server.Say("hello");
        DateTimeOffset then = time.GetUtcNow();
        await time.AdvanceUntilAsync(() => time.GetUtcNow() - then > TimeSpan.FromSeconds(15), "a while");
        goOn.SetResult("done");
        await Eventually.True(() => server.PostedBodies is ["done"], "the answer");

        Assert.Empty(Sent(server));
    }
}

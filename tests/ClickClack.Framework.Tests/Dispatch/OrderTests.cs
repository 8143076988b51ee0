using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class OrderTests
{
    [Fact]
    public async Task Rule14_messages_of_a_channel_are_answered_in_the_order_people_see()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text));
        server.Say("1");
        await Eventually.True(() => server.Posted.Count == 1, "the first answer");
        string two = server.Say("2", live: false);
        string three = server.Say("3", live: false);
        string four = server.Say("4", live: false);

        // Two writers at once: the higher numbers are published first.
        server.Send(server.EventOf(four));
        server.Send(server.EventOf(three));
        server.Send(server.EventOf(two));

        await Eventually.True(() => server.Posted.Count == 4, "all answers");
        Assert.Equal(["1", "2", "3", "4"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule14_a_message_that_never_comes_holds_up_the_next_for_a_moment_only()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text), time: time);
        server.Say("1");
        await Eventually.True(() => bot.Log.Has("own message"), "the first answer");
        server.Forget(server.Say("2", live: false));
        DateTimeOffset began = time.GetUtcNow();
        server.Say("3");

        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("3"), "an answer");

        Assert.InRange(time.GetUtcNow() - began, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Rule14_one_slow_conversation_does_not_hold_up_the_others()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var gate = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(async (message, _) =>
            {
                if (message.Text == "slow")
                {
                    await gate.Task;
                }

                return message.Text;
            }));
        string root = server.Say("root", channel: "chn_ops");
        await Eventually.True(() => server.PostedBodies.Contains("root"), "an answer");

        server.Say("slow");
        server.Say("behind it");
        server.Say("other channel", channel: "chn_ops");
        server.Say("direct", dm: "dm_alice");
        server.Say("in a thread", thread: root, channel: "chn_ops");

        await Eventually.True(() => server.Posted.Count == 4, "the others are answered");
        Assert.DoesNotContain("behind it", server.PostedBodies);
        gate.SetResult();
        await Eventually.True(() => server.Posted.Count == 6, "all are answered");
        Assert.Equal(["slow", "behind it"], server.PostedBodies.Skip(4));
    }

    [Fact]
    public async Task Rule14_replies_of_a_thread_are_answered_in_order_though_their_fetches_differ()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Thread(message => message.Text));
        string root = server.Say("root");
        var slow = new TaskCompletionSource();
        string first = server.Say("first", thread: root, live: false);
        string second = server.Say("second", thread: root, live: false);
        server.Script("GET", $"/api/messages/{first}", request => server.AnswerFromModel(request) with { After = slow.Task });
        server.Send(server.EventOf(first));
        server.Send(server.EventOf(second));
        await Eventually.True(() => server.CountRequests("GET", $"/api/messages/{first}") == 1, "the first fetch");
        slow.SetResult();

        await Eventually.True(() => server.Posted.Count == 2, "both answers");
        Assert.Equal(["first", "second"], server.PostedBodies);
    }
}

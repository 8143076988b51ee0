#pragma warning disable xUnit1051 // The calls are as bots write them; what never ends is found by the limit of a wait.
using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Answer = ClickClack.Handlers.Answer;

namespace ClickClack.Framework.Tests.Dispatch;

/// <summary>What becomes of an answer when its message is deleted.</summary>
public sealed class DeletedMessageTests : EditTest
{
    [Fact]
    public async Task Rule07_the_answer_goes_with_its_message_and_only_that_of_commands_that_follow()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Words().Command("roll", _ => "7"));
        string followed = server.Say("/words a b"), other = server.Say("/roll");
        await SeesAsync(server, bot, "a", "b", "7");
        int before = server.Requests.Count;

        server.DeleteAs(other);
        server.Say("/roll");
        await SeesAsync(server, bot, "a", "b", "7", "7");
        Assert.Equal(2, server.Requests.Skip(before).Count());
        server.DeleteAs(followed);
        await SeesAsync(server, bot, "7", "7");
    }

    [Fact]
    public async Task Rule07_the_answer_goes_with_its_message_also_after_a_restart()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string message, later;
        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), Keep))
        {
            message = server.Say("/echo one");
            later = server.Say("/echo two");
            await SeesAsync(server, bot, "one", "two");
        }

        server.DeleteAs(message);
        await using RunningBot again = await RunningBot.StartLiveAsync(server, Echo(), Keep);
        await SeesAsync(server, again, "two");
        server.DeleteAs(later);
        await SeesAsync(server, again);
        Assert.Equal(2, Ran.Count);
    }

    [Theory]
    [InlineData(LaneMode.Queue)]
    [InlineData(LaneMode.Parallel)]
    public async Task Rule07_a_message_that_is_deleted_while_its_handler_runs_keeps_no_answer(LaneMode mode)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var first = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Command("echo", async context =>
        {
            Ran.Enqueue(context.Message.Text);
            await first.Task;
            return Answer.Of("late");
        }).Following().With(new RouteLane(By.User, mode)));
        string message = server.Say("/echo");
        await Eventually.True(() => Ran.Count == 1, $"a run\n{bot.Log}");

        server.DeleteAs(message);
        first.SetResult();
        await Eventually.True(() => server.Posted.Count == 1 && Seen(server).Count == 0, $"written and deleted\n{bot.Log}");
    }

    [Fact]
    public async Task Rule07_a_deletion_waits_for_no_other_handler_of_its_conversation()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var never = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo().Command("wait", async _ =>
        {
            await never.Task;
            return default;
        }));
        string message = server.Say("/echo one");
        await SeesAsync(server, bot, "one");
        server.Say("/wait");

        server.DeleteAs(message);
        await SeesAsync(server, bot);
        never.SetResult();
    }
}

#pragma warning disable xUnit1051 // The calls are as bots write them; what never ends is found by the limit of a wait.
using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Answer = ClickClack.Handlers.Answer;

namespace ClickClack.Framework.Tests.Dispatch;

/// <summary>Edits of messages: when a handler runs again, and what that costs.</summary>
public sealed class EditTests : EditTest
{
    [Fact]
    public async Task Rule07_an_edit_runs_the_command_again_and_changes_its_answer()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());
        string message = server.Say("/echo one");
        await SeesAsync(server, bot, "one");

        server.EditAs(message, "/echo two");
        await SeesAsync(server, bot, "two");
        server.EditAs(message, "/echo two!");
        await SeesAsync(server, bot, "two!");
        await bot.IdleAsync();

        Assert.Single(server.Posted);
        Assert.Equal(["/echo one", "/echo two", "/echo two!"], Ran);
        Assert.Equal((3, 2), (Fetches(server, message), Patches(server)));
        Assert.Equal(0, server.CountRequests("DELETE", "/api/messages/*"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rule07_where_no_route_follows_edits_they_cost_nothing(bool elsewhere)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes().Command("echo", message => Run(message));
        routes = elsewhere ? routes.Command("other", _ => "never").Following().At(new RoutePlace(Places.Channel, "ops")) : routes;
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);
        string message = server.Say("/echo one");
        await SeesAsync(server, bot, "one");
        int before = server.Requests.Count;

        server.EditAs(message, "/echo two");
        server.DeleteAs(message);
        server.Say("/echo three");
        await SeesAsync(server, bot, "one", "three");
        await bot.IdleAsync();

        Assert.Equal(1, Fetches(server, message));
        Assert.Equal(["GET", "POST"], server.Requests.Skip(before).Select(request => request.Method));
    }

    [Fact]
    public async Task Rule07_an_edit_that_makes_it_a_command_is_answered_and_one_that_unmakes_it_changes_nothing()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo().Command("roll", _ => "7"));
        string message = server.Say("/ehco one");
        await bot.LogsAsync("not handled (nothing matches)");

        server.EditAs(message, "/echo one");
        await SeesAsync(server, bot, "one");
        Assert.Equal(message, ScriptedServer.Text(server.Posted[0], "quoted_message_id"));
        server.EditAs(message, "never mind");
        await bot.LogsAsync("not handled (nothing matches)", 2);
        server.EditAs(message, "/roll");
        await bot.LogsAsync("not handled (nothing matches)", 3);
        await bot.IdleAsync();

        Assert.Equal(["one"], Seen(server));
    }

    [Fact]
    public async Task Rule07_an_attachment_is_no_edit()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), time: time);
        string message = server.Say("/echo one");
        await SeesAsync(server, bot, "one");

        server.Touch(message);
        await bot.LogsAsync("not handled (not edited)");
        server.EditAs(message, "/echo two");
        await SeesAsync(server, bot, "two");
        await bot.IdleAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        server.Touch(message);
        await bot.LogsAsync("not handled (not edited)", 2);

        Assert.Equal(2, Ran.Count);
    }

    [Fact]
    public async Task Rule07_many_edits_collapse_to_the_last()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var first = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Command("echo", async context =>
        {
            string? text = Run(context.Message);
            await (text == "0" ? first.Task : Task.CompletedTask);
            return Answer.Of(text);
        }).Following());
        string message = server.Say("/echo 0");
        await Eventually.True(() => Ran.Count == 1, $"a run\n{bot.Log}");

        for (int i = 1; i <= 20; i++)
        {
            server.EditAs(message, $"/echo {i}");
        }

        first.SetResult();
        await SeesAsync(server, bot, "20");
        await bot.IdleAsync();

        Assert.Equal(["/echo 0", "/echo 20"], Ran);
        Assert.Equal(1, Patches(server));
    }

    [Fact]
    public async Task Rule07_a_later_edit_takes_the_place_of_what_is_older_by_more_than_a_moment()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        var first = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo().Command("wait", async _ =>
        {
            await first.Task;
            return default;
        }), time: time);
        string message = server.Say("/echo 0");
        await SeesAsync(server, bot, "0");
        server.Say("/wait");
        server.EditAs(message, "/echo 1");
        await Eventually.True(() => Fetches(server, message) == 2, $"the first edit is read\n{bot.Log}");
        time.Advance(TimeSpan.FromSeconds(2));
        server.EditAs(message, "/echo 2");
        await Eventually.True(() => Fetches(server, message) == 3, $"the second edit is read\n{bot.Log}");

        first.SetResult();
        await SeesAsync(server, bot, "2");
        await bot.IdleAsync();

        Assert.Equal(["/echo 0", "/echo 2"], Ran);
        Assert.Equal(1, bot.Log.Count("not handled (superseded)"));

        // Once more if its turn comes while the second edit is still on its way.
        Assert.InRange(Fetches(server, message), 3, 4);
    }

    [Fact]
    public async Task Rule07_an_attachment_that_follows_an_edit_does_not_swallow_it()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        var first = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo().Command("wait", async _ =>
        {
            await first.Task;
            return default;
        }), time: time);
        string message = server.Say("/echo 0");
        await SeesAsync(server, bot, "0");
        server.Say("/wait");
        server.EditAs(message, "/echo 1");
        await Eventually.True(() => Fetches(server, message) == 2, $"the edit is read\n{bot.Log}");
        time.Advance(TimeSpan.FromSeconds(2));
        server.Touch(message);

        first.SetResult();
        await SeesAsync(server, bot, "1");
    }

    [Theory]
    [InlineData(LaneMode.Queue)]
    [InlineData(LaneMode.Parallel)]
    public async Task Rule07_an_edit_waits_for_the_run_it_overtakes_and_has_the_last_word(LaneMode mode)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var first = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Command("words", async context =>
        {
            string[] words = Run(context.Message)!.Split(' ');
            await (words[0] == "old" ? first.Task : Task.CompletedTask);
            return Answer.Of(words);
        }).Following().With(new RouteLane(By.User, mode)));
        string message = server.Say("/words old text here");
        await Eventually.True(() => Ran.Count == 1, $"a run\n{bot.Log}");

        server.EditAs(message, "/words new text");
        await Eventually.True(() => Fetches(server, message) == 2, $"the edit is read\n{bot.Log}");
        first.SetResult();
        await SeesAsync(server, bot, "new", "text");
    }

    [Fact]
    public async Task Rule07_a_command_that_waits_is_read_again_and_its_edit_needs_no_run_of_its_own()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var first = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo().Command("wait", async _ =>
        {
            await first.Task;
            return default;
        }));
        server.Say("/wait");
        string message = server.Say("/echo one");
        await Eventually.True(() => Fetches(server, message) == 1, $"it waits\n{bot.Log}");

        server.EditAs(message, "/echo two");
        await Eventually.True(() => Fetches(server, message) == 2, $"the edit is read\n{bot.Log}");
        first.SetResult();
        await SeesAsync(server, bot, "two");
        await bot.IdleAsync();

        Assert.Equal(["/echo two"], Ran);
        Assert.Equal(0, Patches(server));
    }

    [Fact]
    public async Task Rule07_a_message_and_its_edit_during_a_downtime_need_one_run()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), Keep))
        {
        }

        string message = server.Say("/echo one");
        server.EditAs(message, "/echo two");
        await using RunningBot again = await RunningBot.StartLiveAsync(server, Echo(), Keep);
        await SeesAsync(server, again, "two");
        await again.LogsAsync("not handled (answered as it is)");
        await again.IdleAsync();

        Assert.Equal(["/echo two"], Ran);
        Assert.Equal(0, Patches(server));
    }

    [Fact]
    public async Task Rule07_an_edit_during_a_downtime_is_followed_at_the_next_start_and_only_then()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string message;
        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), Keep))
        {
            message = server.Say("/echo one");
            await SeesAsync(server, bot, "one");
        }

        server.EditAs(message, "/echo two");
        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), Keep))
        {
            await SeesAsync(server, bot, "two");
            await bot.IdleAsync();
        }

        await using RunningBot again = await RunningBot.StartLiveAsync(server, Echo(), Keep);
        await again.IdleAsync();
        Assert.Equal(["/echo one", "/echo two"], Ran);
        Assert.DoesNotContain(Directory.GetFiles(StatePath, "*.json", SearchOption.AllDirectories), static file => file.Contains("journal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rule07_a_message_older_than_the_bot_is_answered_once_it_is_edited()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string message = server.Say("/echo one");
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());

        server.EditAs(message, "/echo two");
        await SeesAsync(server, bot, "two");
    }

    [Theory]
    [InlineData("dm_alice", false)]
    [InlineData("dm_group", false)]
    [InlineData(null, true)]
    [InlineData("dm_alice", true)]
    public async Task Rule07_edits_in_conversations_and_threads(string? dm, bool isReply)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Words());
        string? root = isReply ? server.Say("root", dm: dm) : null;
        string message = server.Say("/words a", dm: dm, thread: root);
        await SeesAsync(server, bot, "a");

        server.EditAs(message, "/words b c");
        await SeesAsync(server, bot, "b", "c");
        Assert.All(server.Posted, answer => Assert.Equal((root, dm), (ScriptedServer.Text(answer, "parent_message_id"), ScriptedServer.Text(answer, "direct_conversation_id"))));
        server.DeleteAs(message);
        await SeesAsync(server, bot);
    }

    [Fact]
    public async Task Guards_judge_an_edit_by_its_time_as_they_judge_messages()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, Echo().With(new RouteGuards { Cooldown = new MessageRate(1, TimeSpan.FromSeconds(10)), CooldownPer = Per.User }), time: time);
        string message = server.Say("/echo one");
        await SeesAsync(server, bot, "one");

        server.EditAs(message, "/echo two");
        await bot.LogsAsync("not handled (cooldown)");
        await bot.IdleAsync();
        Assert.Equal(["one"], Seen(server));
        time.Advance(TimeSpan.FromSeconds(11));
        server.EditAs(message, "/echo three");
        await SeesAsync(server, bot, "three");
    }

    [Fact]
    public async Task Its_own_edits_and_those_of_other_bots_are_not_followed()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());
        string own = (await bot.Bot.SendAsync("hello", Target.Parse("channel:ops"))).Value;
        string other = server.Say("hello", author: "usr_rover"), older = server.SayAs(ScriptedServer.BotId, "long ago", "x");

        await bot.Bot.Client.EditMessageAsync(new MessageId(own), "/echo own");
        server.EditAs(other, "/echo other");
        server.EditAs(older, "/echo older");
        await bot.LogsAsync("not handled (own message)");
        await bot.LogsAsync("not handled (author is a bot)");
        await bot.IdleAsync();

        Assert.Empty(Ran);
        Assert.Equal(0, Fetches(server, own));
    }
}

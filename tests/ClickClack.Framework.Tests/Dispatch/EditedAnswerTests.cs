#pragma warning disable xUnit1051 // The calls are as bots write them; what never ends is found by the limit of a wait.
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Answer = ClickClack.Handlers.Answer;

namespace ClickClack.Framework.Tests.Dispatch;

/// <summary>What becomes of an answer when its message is edited.</summary>
public sealed class EditedAnswerTests : EditTest
{
    [Fact]
    public async Task Rule07_an_edit_that_changes_nothing_of_the_answer_writes_nothing()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());
        string message = server.Say("/echo one");
        await SeesAsync(server, bot, "one");

        server.EditAs(message, "/echo one ");
        server.EditAs(message, "/ECHO one");
        await Eventually.True(() => Ran.Last() == "/ECHO one", $"another run\n{bot.Log}");
        await bot.IdleAsync();

        Assert.Equal(0, Patches(server));
    }

    [Fact]
    public async Task Rule07_the_answer_of_another_command_is_replaced()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo().Command("roll", _ => "7"));
        string message = server.Say("/roll");
        await SeesAsync(server, bot, "7");

        server.EditAs(message, "/echo one");
        await SeesAsync(server, bot, "one");
        Assert.Single(server.Posted);
    }

    [Fact]
    public async Task Rule07_more_replies_are_written_fewer_are_deleted_and_may_come_back()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Words());
        string message = server.Say("/words a b");
        await SeesAsync(server, bot, "a", "b");

        server.EditAs(message, "/words a c d");
        await SeesAsync(server, bot, "a", "c", "d");
        Assert.Equal(1, Patches(server));
        server.EditAs(message, "/words e");
        await SeesAsync(server, bot, "e");
        server.EditAs(message, "/words e f");
        await SeesAsync(server, bot, "e", "f");
        server.EditAs(message, "/words");
        await SeesAsync(server, bot);
        server.EditAs(message, "/words g h");
        await SeesAsync(server, bot, "g", "h");
        await bot.IdleAsync();

        Assert.Equal(6, Ran.Count);
    }

    [Fact]
    public async Task Rule07_what_was_taken_back_comes_back_also_after_a_restart()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string message;
        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, Words(), Keep))
        {
            message = server.Say("/words a");
            await SeesAsync(server, bot, "a");
            server.EditAs(message, "/words");
            await SeesAsync(server, bot);
        }

        await using RunningBot again = await RunningBot.StartLiveAsync(server, Words(), Keep);
        server.EditAs(message, "/words b");
        await SeesAsync(server, again, "b");
        server.DeleteAs(message);
        await SeesAsync(server, again);
    }

    [Fact]
    public async Task Rule07_an_answer_that_somebody_deleted_stays_deleted()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Words());
        string message = server.Say("/words a b");
        await SeesAsync(server, bot, "a", "b");

        server.DeleteAs(ScriptedServer.Text(server.Posted[1], "id")!);
        server.EditAs(message, "/words c d");
        await SeesAsync(server, bot, "c");
        server.DeleteAs(ScriptedServer.Text(server.Posted[0], "id")!);
        server.EditAs(message, "/words e f g");
        await bot.LogsAsync("its answer was deleted by somebody");
        await bot.IdleAsync();

        Assert.Empty(Seen(server));
        Assert.Equal(2, server.Posted.Count);
    }

    [Fact]
    public async Task Rule07_an_answer_that_is_deleted_between_the_plan_and_its_write_stays_deleted()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Words());
        string message = server.Say("/words a b");
        await SeesAsync(server, bot, "a", "b");
        server.Script("PATCH", "/api/messages/*", request =>
        {
            server.Delete(request.Path.Split('/')[^1]);
            return null;
        });

        server.EditAs(message, "/words c d");
        await SeesAsync(server, bot);
        await bot.IdleAsync();
        Assert.Equal(2, server.Posted.Count);
        Assert.Empty(bot.Bot.DeadLetters.List());
    }

    [Fact]
    public async Task Rule07_a_failing_edit_leaves_the_answer_and_is_a_dead_letter_that_can_be_replayed_by_a_later_run()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        bool fails = true;
        ScriptedRoutes routes = new ScriptedRoutes()
            .Command("echo", message => Run(message) is "two" && fails ? throw new TimeoutException("no") : Arguments(message)).Following()
            .OnError((_, error) => error.Message);
        string trigger;
        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, routes, Keep))
        {
            string message = server.Say("/echo one");
            await SeesAsync(server, bot, "one");
            trigger = server.EditAs(message, "/echo two");
            await SeesAsync(server, bot, "one", "no");
            Assert.Equal(trigger, bot.Bot.DeadLetters.List().Single().Trigger);
            Assert.False(await bot.Bot.DeadLetters.ReplayAsync(trigger));
            Assert.Equal(["one", "no"], Seen(server));
        }

        fails = false;
        await using RunningBot later = await RunningBot.StartLiveAsync(server, routes, Keep);
        Assert.True(await later.Bot.DeadLetters.ReplayAsync(trigger));
        Assert.Equal(["two", "no"], Seen(server));
        Assert.Empty(later.Bot.DeadLetters.List());
    }

    [Fact]
    public async Task Rule07_an_edit_that_succeeds_settles_what_failed_before()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes()
            .Command("echo", message => Run(message)!.StartsWith("bad", StringComparison.Ordinal) ? throw new TimeoutException(Arguments(message)) : Arguments(message)).Following()
            .OnError((_, error) => error.Message);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes, Keep);
        string other = server.Say("/echo bad other"), message = server.Say("/echo bad one");
        await SeesAsync(server, bot, "bad other", "bad one");
        server.EditAs(message, "/echo bad two");
        await SeesAsync(server, bot, "bad other", "bad one", "bad two");
        await bot.IdleAsync();
        Assert.Equal(3, bot.Bot.DeadLetters.List().Count);

        server.EditAs(message, "/echo good");
        await SeesAsync(server, bot, "bad other", "good");
        await bot.IdleAsync();

        Assert.Equal("m:" + other, bot.Bot.DeadLetters.List().Single().Trigger);
    }

    [Fact]
    public async Task Rule07_what_the_server_refuses_is_a_dead_letter_with_its_plan()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Words(), Keep);
        string message = server.Say("/words a b");
        await SeesAsync(server, bot, "a", "b");
        bool refuses = true;
        server.Script("PATCH", "/api/messages/*", request =>
            refuses && request.Body.Contains("\"d\"", StringComparison.Ordinal) ? Server.Answer.Error(403, "moderation restriction") : null);

        string trigger = server.EditAs(message, "/words c d e");
        await bot.LogsAsync("is in the dead letters");
        await bot.IdleAsync();
        Assert.Equal(["c", "b"], Seen(server));
        Assert.Equal((trigger, 2), (bot.Bot.DeadLetters.List().Single().Trigger, bot.Bot.DeadLetters.List().Single().UnwrittenMessages));

        refuses = false;
        Assert.True(await bot.Bot.DeadLetters.ReplayAsync(trigger));
        Assert.Equal(["c", "d", "e"], Seen(server));
        Assert.Equal(2, Ran.Count);
    }

    [Fact]
    public async Task Rule02_what_the_handler_sends_by_itself_is_sent_once_and_stays()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        RunningBot bot = null!;
        ScriptedRoutes routes = new ScriptedRoutes().Command("echo", async context =>
        {
            await bot.Bot.SendAsync("about " + Arguments(context.Message), Target.Parse("channel:ops"));
            return Answer.Of(Arguments(context.Message));
        }).Following();
        bot = await RunningBot.StartLiveAsync(server, routes);
        await using RunningBot ended = bot;
        string message = server.Say("/echo one");
        await SeesAsync(server, bot, "about one", "one");

        server.EditAs(message, "/echo two");
        await SeesAsync(server, bot, "about one", "two");
        await bot.IdleAsync();
        Assert.Equal(0, bot.Log.Count("needs an idempotencyKey"));
    }

    [Fact]
    public async Task Rule05_a_text_that_grows_changes_to_its_end()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        async IAsyncEnumerable<string?> Grow(string text)
        {
            foreach (char letter in text)
            {
                await Task.Yield();
                yield return letter.ToString();
            }
        }

        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, new ScriptedRoutes().Command("grow", context => new(Answer.Of(Grow(Arguments(context.Message))))).Following());
        string message = server.Say("/grow one");
        await SeesAsync(server, bot, "one");
        await bot.IdleAsync();
        int before = Patches(server);

        server.EditAs(message, "/grow two");
        await SeesAsync(server, bot, "two");
        Assert.Equal(before + 1, Patches(server));
    }

    [Fact]
    public async Task Rule06_files_are_added_and_a_message_that_would_lose_one_is_written_anew()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Command("file", message =>
        {
            Reply reply = Reply.InPlace("see " + Arguments(message));
            return Arguments(message) is "none" ? reply : reply.WithFile("a.txt", System.Text.Encoding.UTF8.GetBytes(Arguments(message)[..1]), "text/plain");
        }).Following());
        string message = server.Say("/file none");
        await SeesAsync(server, bot, "see none");

        server.EditAs(message, "/file a");
        await SeesAsync(server, bot, "see a");
        await Eventually.True(() => server.Attachments.Count == 1, "attached");
        server.EditAs(message, "/file a!");
        await SeesAsync(server, bot, "see a!");
        await bot.IdleAsync();
        Assert.Equal((1, 1), (server.Posted.Count, server.Uploads.Count));
        server.EditAs(message, "/file b");
        await SeesAsync(server, bot, "see b");
        server.EditAs(message, "/file none");
        await SeesAsync(server, bot, "see none");
        Assert.Equal(3, server.Posted.Count);
    }

    [Fact]
    public async Task Rule07_an_answer_that_belongs_elsewhere_now_is_written_there()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Command("to", message => Arguments(message) switch
        {
            "thread" => Reply.InThread("here"),
            "plain" => Reply.Plain("here"),
            "group" => Reply.To(Target.Group([new UserId("usr_alice"), new UserId("usr_bob")]), "here"),
            "group again" => Reply.To(Target.Group([new UserId("usr_bob"), new UserId("usr_alice")]), "here again"),
            _ => Reply.InPlace("here"),
        }).Following());
        string message = server.Say("/to place");
        await SeesAsync(server, bot, "here");

        server.EditAs(message, "/to thread");
        await Eventually.True(() => server.Posted.Count == 2 && Seen(server).Count == 1, $"moved\n{bot.Log}");
        Assert.Equal(message, ScriptedServer.Text(server.Posted[1], "parent_message_id"));
        server.EditAs(message, "/to group");
        await Eventually.True(() => server.Posted.Count == 3 && Seen(server).Count == 1, $"moved again\n{bot.Log}");
        server.EditAs(message, "/to group again");
        await SeesAsync(server, bot, "here again");
        Assert.Equal(3, server.Posted.Count);
        Assert.Equal(3, server.Conversations.Count);
    }

    [Fact]
    public async Task Rule07_a_filter_that_refuses_in_silence_leaves_the_answer()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Command("echo", context => new(Arguments(context.Message) switch
        {
            "silent" => Answer.Refused(FilterResult.Refuse()),
            "aloud" => Answer.Refused(FilterResult.Refuse("not you")),
            var text => Answer.Of(text),
        })).Following());
        string message = server.Say("/echo one");
        await SeesAsync(server, bot, "one");

        server.EditAs(message, "/echo silent");
        await bot.LogsAsync("was not called");
        await bot.IdleAsync();
        Assert.Equal(["one"], Seen(server));
        server.EditAs(message, "/echo aloud");
        await SeesAsync(server, bot, "not you");
    }
}

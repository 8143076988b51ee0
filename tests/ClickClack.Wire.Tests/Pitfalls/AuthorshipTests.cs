using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Pitfalls;

/// <summary>Whom a bot must not answer: itself, other bots, their accounts of what they do.</summary>
public sealed class AuthorshipTests
{
    [Fact]
    public async Task Own_replies_in_a_thread_are_not_answered_though_their_events_name_no_author()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        LocalMessage root = await scene.Olivia.SayAsync(scene.Random, "a topic");
        for (int n = 1; n <= 3; n++)
        {
            await scene.Olivia.ReplyAsync(root, $"{n}");
            await scene.RepliesAsync(root, n);
        }

        await scene.WorksAsync();
        Assert.Equal(["echo (thread): 1", "echo (thread): 2", "echo (thread): 3"], (await scene.RepliesAsync(root, 3)).Select(reply => reply.Body));
        Assert.Equal(4, bot.Script.Ran.Count);
    }

    [Fact]
    public async Task Own_replies_are_known_also_when_their_events_come_before_the_answer_to_the_post()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        LocalMessage root = await scene.Olivia.SayAsync(scene.Random, "a topic");
        scene.Server.Faults.SlowResponses(TimeSpan.FromMilliseconds(200), 1, "POST", "/api/messages/");
        await scene.Olivia.ReplyAsync(root, "hello");
        await scene.RepliesAsync(root, 1);

        await scene.WorksAsync();
        Assert.Equal(["hello", "are you there?"], bot.Script.Ran);
    }

    [Fact]
    public async Task Own_replies_that_an_earlier_run_wrote_are_not_answered_after_a_restart()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot first = await scene.StartLiveBotAsync();
        LocalMessage root = await scene.Olivia.SayAsync(scene.Random, "a topic");
        await scene.Olivia.ReplyAsync(root, "hello");
        await scene.RepliesAsync(root, 1);
        await first.DisposeAsync();

        RunningBot second = await scene.StartLiveBotAsync();
        await scene.WorksAsync();

        Assert.Equal(["are you there?"], second.Script.Ran);
        Assert.Single(await scene.RepliesAsync(root, 1));
    }

    [Fact]
    public async Task Two_bots_in_one_room_do_not_talk_to_each_other()
    {
        await using Scene scene = await Scene.StartAsync();
        LocalBot rover = await scene.Server.AddBotAsync("Rover", "rover");
        RunningBot one = await scene.StartLiveBotAsync();
        RunningBot other = await scene.StartLiveBotAsync(rover);
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "@echo @rover hello");
        await scene.AnswerAsync(scene.General, asked);
        await scene.AnswerAsync(scene.General, asked, rover);

        // What each of them would say to the other's answer would be there before this is answered.
        LocalMessage last = await scene.Olivia.SayAsync(scene.General, "done");
        await scene.AnswerAsync(scene.General, last);
        await scene.AnswerAsync(scene.General, last, rover);
        Assert.Equal(2, one.Script.Ran.Count);
        Assert.Equal(2, other.Script.Ran.Count);
    }

    [Fact]
    public async Task What_a_bot_tells_of_its_own_activity_is_no_message_to_answer()
    {
        await using Scene scene = await Scene.StartAsync();
        LocalBot rover = await scene.Server.AddBotAsync("Rover", "rover", "bot:write", "agent_activity:write");
        RunningBot bot = await scene.StartLiveBotAsync();
        foreach (string kind in (string[])["agent_tool", "agent_commentary"])
        {
            await scene.AskAsync(
                rover.Token, HttpMethod.Post, $"/api/channels/{scene.General.Id}/messages", new { body = "@echo running", kind, turn_id = "turn-1" });
        }

        await scene.WorksAsync();
        Assert.Equal(["are you there?"], bot.Script.Ran);

        // The event alone says so: nothing was fetched.
        Assert.Equal(1, scene.Proxy.CountRequests("GET /api/messages/"));
    }

    [Fact]
    public async Task Many_bots_in_one_room_each_answer_only_what_is_said_to_them()
    {
        await using Scene scene = await Scene.StartAsync();
        LocalBot rover = await scene.Server.AddBotAsync("Rover", "rover");
        await scene.StartLiveBotAsync();
        RunningBot other = await scene.StartLiveBotAsync(rover);
        LocalMessage toEcho = await scene.Olivia.SayAsync(scene.Random, "@echo one");
        LocalMessage toRover = await scene.Olivia.SayAsync(scene.Random, "@rover two");
        await scene.AnswerAsync(scene.Random, toEcho);
        await scene.AnswerAsync(scene.Random, toRover, rover);

        Assert.Single(await scene.AnswersAsync(scene.Random));
        Assert.Equal(["two"], other.Script.Ran);
    }
}

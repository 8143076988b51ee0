using System.Text.Json.Nodes;
using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Network;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Pitfalls;

/// <summary>What the server's refusals mean to a running bot, which is not always what their status says.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task A_403_that_means_not_found_passes_over_one_message_and_the_conversation_goes_on()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        scene.Server.Faults.HoldEvents();
        LocalMessage gone = await scene.Olivia.SayAsync(scene.General, "gone");
        scene.Proxy.AnswerInstead($"GET /api/messages/{gone.Id}", HttpText.Error(403, "sql: no rows in result set"), count: 2);
        scene.Server.Faults.ReleaseEvents();
        await scene.WorksAsync();

        Assert.Contains(bot.Log.Complaints, line => line.Text.Contains("gone or not visible", StringComparison.Ordinal));
        Assert.Equal(2, scene.Proxy.CountRequests($"GET /api/messages/{gone.Id}"));
        Assert.Single(await scene.AnswersAsync(scene.General));
    }

    [Fact]
    public async Task A_message_that_is_deleted_before_it_is_read_is_not_answered()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        scene.Server.Faults.HoldEvents();
        LocalMessage deleted = await scene.Olivia.SayAsync(scene.General, "never mind");
        await scene.AskAsync(scene.Olivia.Token, HttpMethod.Delete, $"/api/messages/{deleted.Id}");
        scene.Server.Faults.ReleaseEvents();
        await scene.WorksAsync();

        Assert.Equal(["are you there?"], bot.Script.Ran);
    }

    [Fact]
    public async Task An_answer_whose_question_is_deleted_meanwhile_is_given_without_a_quote()
    {
        await using Scene scene = await Scene.StartAsync();
        var script = new Script();
        await scene.StartLiveBotAsync(script: script);
        script.Before = async (message, _) =>
            await scene.AskAsync(scene.Olivia.Token, HttpMethod.Delete, $"/api/messages/{message.Id}");
        await scene.Olivia.SayAsync(scene.General, "never mind");
        await scene.AnsweredAsync(scene.General, 1);

        LocalMessage answer = Assert.Single(await scene.AnswersAsync(scene.General));
        Assert.Equal(("echo: never mind", null), (answer.Body, answer.QuotedMessageId));
    }

    [Fact]
    public async Task A_401_that_is_the_servers_own_fault_is_waited_out_wherever_it_comes()
    {
        await using Scene scene = await Scene.StartAsync();
        scene.Server.Faults.RejectRequests(401, 1, "GET", "/api/me");
        RunningBot bot = await scene.StartLiveBotAsync();
        scene.Server.Faults.RejectRequests(401, 1, "GET", "/api/messages/");
        scene.Server.Faults.RejectRequests(401, 1, "POST", "/api/channels/");
        scene.Server.Faults.RejectRequests(401, 1, "GET", "/api/realtime/ws");
        scene.Server.Faults.DropSockets();
        await scene.WorksAsync();

        Assert.False(bot.HasEnded);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task A_400_that_is_a_failing_database_does_not_end_the_reading_of_the_log()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        scene.Proxy.AnswerInstead("GET /api/realtime/events", HttpText.Error(400, "disk I/O error"), count: 2);
        scene.Server.Faults.DropSockets();
        await scene.WorksAsync();

        Assert.False(bot.HasEnded);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task A_name_used_before_is_a_400_and_an_answer_that_was_deleted_before_its_receipt_came_is_not_given_again()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        scene.Proxy.CutResponses("POST /api/channels/", bytes: 0);
        scene.Proxy.AnswerInstead("POST /api/channels/", HttpText.Error(503, "in between"), count: 1);
        await scene.Olivia.SayAsync(scene.General, "hello");

        // The first attempt is done, unheard. Before the third one, the owner deletes what it left.
        await scene.AnsweredAsync(scene.General, 1);
        LocalMessage answer = Assert.Single(await scene.AnswersAsync(scene.General));
        await scene.AskAsync(scene.Olivia.Token, HttpMethod.Delete, $"/api/messages/{answer.Id}");
        await Eventually.TrueAsync(() => scene.Proxy.CountRequests("POST /api/channels/") >= 3, "three attempts");
        await scene.WorksAsync();

        Assert.Equal(2, (await scene.AnswersAsync(scene.General)).Count);
        Assert.DoesNotContain(bot.Log.All, line => line.Text.Contains("dead letters", StringComparison.Ordinal));
        Assert.Equal(["hello", "are you there?"], bot.Script.Ran);
    }

    [Theory]
    [InlineData("POST /api/channels/", 0)]
    [InlineData("POST /api/channels/", 20)]
    [InlineData("POST /api/channels/", 300)]
    public async Task An_answer_whose_receipt_is_lost_is_repeated_and_visible_once(string post, int bytes)
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        scene.Proxy.CutResponses(post, bytes, count: 2);
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "hello");
        await Eventually.TrueAsync(() => scene.Proxy.CountRequests(post) == 3, "three posts");
        await scene.WorksAsync();

        await scene.AnswerAsync(scene.General, asked);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
        Assert.Equal(2, bot.Script.Ran.Count);
    }

    [Fact]
    public async Task A_repeated_reply_and_a_repeated_direct_message_that_come_back_without_an_event_are_delivered()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        LocalConversation conversation = await scene.Olivia.OpenConversationAsync(scene.Echo.Id);
        LocalMessage root = await scene.Olivia.SayAsync(scene.Random, "a topic");
        scene.Proxy.CutResponses("POST /api/messages/", bytes: 0);
        scene.Proxy.CutResponses("POST /api/dms/", bytes: 0);
        await scene.Olivia.ReplyAsync(root, "in the thread");
        await scene.Olivia.SayAsync(conversation, "directly");
        await Eventually.TrueAsync(
            () => scene.Proxy.CountRequests("POST /api/messages/") == 2 && scene.Proxy.CountRequests("POST /api/dms/") == 2, "each twice");
        await scene.Olivia.SayAsync(conversation, "and again");
        await Eventually.TrueAsync(async () => (await scene.Olivia.ReadAsync(conversation)).Count == 4, "four messages");

        Assert.Single(await scene.RepliesAsync(root, 1));
        Assert.Equal(
            ["echo (dm): directly", "echo (dm): and again"],
            (await scene.Olivia.ReadAsync(conversation)).Where(message => message.AuthorId == scene.Echo.Id).Select(message => message.Body));
        Assert.DoesNotContain(bot.Log.All, line => line.Text.Contains("dead letters", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_post_that_takes_the_server_longer_than_the_bot_waits_is_asked_again_and_visible_once()
    {
        var time = new QuickTime();
        await using Scene scene = await Scene.StartAsync(time: time);
        RunningBot bot = await scene.StartLiveBotAsync();
        scene.Server.Faults.SlowResponses(TimeSpan.FromSeconds(50), 1, "POST", "/api/channels/");
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "hello");
        await Eventually.TrueAsync(() => scene.Proxy.CountRequests("POST /api/channels/") == 2, "two posts");
        await scene.AnswerAsync(scene.General, asked);
        await scene.WorksAsync();

        await scene.EachAnsweredOnceInOrderAsync(scene.General);
        Assert.Equal(2, bot.Script.Ran.Count);
    }

    [Fact]
    public async Task A_created_message_carries_its_name_and_its_quote()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "hello");
        LocalMessage answer = await scene.AnswerAsync(scene.General, asked);

        JsonNode page = await scene.AskAsync(scene.Olivia.Token, HttpMethod.Get, $"/api/realtime/events?workspace_id={scene.Server.Workspace.Id}");
        JsonNode payload = page["events"]!.AsArray().Select(wire => wire!["payload"]!).Single(payload => (string?)payload["message_id"] == answer.Id);
        Assert.StartsWith("ccf1-", (string?)payload["nonce"], StringComparison.Ordinal);
        Assert.Equal(asked.Id, answer.QuotedMessageId);
    }

    [Fact]
    public async Task A_proxy_that_drops_the_token_is_named_as_the_culprit()
    {
        await using Scene scene = await Scene.StartAsync();
        scene.Proxy.AnswerInstead("GET /api/me", HttpText.Error(403, "cross-site request refused"), count: 10);
        RunningBot bot = await scene.StartBotAsync();
        await bot.EndsAsync();

        Assert.Contains(bot.Log.Complaints, line => line.Text.Contains("drop the Authorization header", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_that_is_never_answered_is_asked_again_and_holds_up_nobody_else()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        scene.Proxy.AnswerInstead("GET /api/messages/", "");
        LocalMessage unheard = await scene.Olivia.SayAsync(scene.General, "anyone?");
        await Eventually.TrueAsync(() => scene.Proxy.CountRequests("GET /api/messages/") == 2, "the question");
        LocalConversation conversation = await scene.Olivia.OpenConversationAsync(scene.Echo.Id);
        await scene.Olivia.SayAsync(conversation, "hello");
        await Eventually.TrueAsync(async () => (await scene.Olivia.ReadAsync(conversation)).Count == 2, "an answer elsewhere");

        await scene.AnswerAsync(scene.General, unheard);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task A_handler_that_throws_leaves_its_whole_error_in_the_log_with_what_caused_it()
    {
        await using Scene scene = await Scene.StartAsync();
        var script = new Script { Before = (_, _) => throw new InvalidOperationException("outer", new FormatException("inner")) };
        RunningBot bot = await scene.StartLiveBotAsync(script: script);
        await scene.Olivia.SayAsync(scene.General, "hello");
        await bot.LogsAsync("is in the dead letters");

        Exception? error = bot.Log.Complaints.Last(line => line.Error is not null).Error;
        Assert.IsType<InvalidOperationException>(error);
        Assert.IsType<FormatException>(error.InnerException);
        Assert.NotNull(error.StackTrace);
    }
}

using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Replies;

namespace ClickClack.Framework.Tests.Replies;

public sealed class AnsweredOnceTests : IDisposable
{
    private readonly TemporaryDirectory state = new();

    private string DeadLetters => File.Exists(state.File("dead-letters.jsonl")) ? File.ReadAllText(state.File("dead-letters.jsonl")) : "";

    private Task<RunningBot> StartAsync(ScriptedServer server, Func<Message, Reply?> handler, TimeProvider? time = null) =>
        RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(handler), options => options.StateDirectory = state.Path, time);

    [Fact]
    public async Task Rule02_a_reply_carries_the_nonce_of_its_cause()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, message => message.Text);

        string message = server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");

        Assert.Equal(Nonce.Of("usr_echo", "wsp_1", $"m:{message}", "r0"), ScriptedServer.Text(server.Posted[0], "nonce"));
    }

    [Fact]
    public async Task Rule02_a_write_whose_answer_was_lost_is_repeated_and_visible_once()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        int lost = 2;
        server.Script("POST", "/api/channels/*", request =>
        {
            Answer answer = server.AnswerFromModel(request);
            return Interlocked.Decrement(ref lost) >= 0 ? Answer.CutOff() : answer;
        });
        int runs = 0;
        await using RunningBot bot = await StartAsync(server, _ => $"run {Interlocked.Increment(ref runs)}", time);

        server.Say("hello");
        await time.AdvanceUntilAsync(() => bot.Log.Has("the server answers again"), "the write succeeds");

        Assert.Equal(["run 1"], server.PostedBodies);
        Assert.Equal(3, server.CountRequests("POST", "/api/channels/*"));
    }

    [Fact]
    public async Task Rule03_a_conflict_with_a_message_that_is_there_is_a_delivery()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        int runs = 0;
        Func<Message, Reply?> handler = _ => $"run {Interlocked.Increment(ref runs)}";
        await (await StartAsync(server, handler)).DisposeAsync();
        server.Say("hello");

        // A run that answered and died before it could save.
        string before = await File.ReadAllTextAsync(state.File("checkpoint.jsonl"), TestContext.Current.CancellationToken);
        await using (RunningBot bot = await StartAsync(server, handler))
        {
            await Eventually.True(() => server.Posted.Count == 1, "an answer");
        }

        await File.WriteAllTextAsync(state.File("checkpoint.jsonl"), before, TestContext.Current.CancellationToken);
        // The answer's own event does not give it away before the handler has run again.
        server.HideNonce(ScriptedServer.Text(server.Posted[0], "id")!);
        await using RunningBot again = await StartAsync(server, handler);
        await Eventually.True(() => server.CountRequests("GET", "/api/messages/by-nonce") == 1, "the look-up");
        server.Say("next");
        await Eventually.True(() => server.Posted.Count == 2, "the next answer");

        Assert.Equal(["run 1", "run 3"], server.PostedBodies);
        Assert.Equal("", DeadLetters);
        Assert.Empty(again.Log.Complaints);
    }

    [Fact]
    public async Task Rule03_a_conflict_with_nothing_is_a_dead_letter()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.ScriptOnce("POST", "/api/channels/*", Answer.Error(400, "client nonce was already used for a different message"));
        await using RunningBot bot = await StartAsync(server, message => message.Text);

        string message = server.Say("hello");
        server.Say("next");
        await Eventually.True(() => server.Posted.Count == 1, "the next answer");

        Assert.Equal(["next"], server.PostedBodies);
        Assert.Contains($"\"trigger\":\"m:{message}\"", DeadLetters, StringComparison.Ordinal);
        Assert.Single(bot.Log.Complaints);
    }

    [Fact]
    public async Task Rule03_a_refused_quote_is_tried_without_one_under_the_same_nonce()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, message =>
        {
            server.Delete(message.Id.Value);
            return "answer";
        });

        server.Say("soon gone");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");

        RecordedRequest[] posts = [.. server.Requests.Where(request => request.Method == "POST")];
        Assert.Equal(2, posts.Length);
        Assert.Equal((string?)posts[0].Json["nonce"], (string?)posts[1].Json["nonce"]);
        Assert.NotNull(posts[0].Json["quoted_message_id"]);
        Assert.Null(posts[1].Json["quoted_message_id"]);
        Assert.Empty(bot.Log.Complaints);
    }

    [Fact]
    public async Task Rule03_a_server_that_refuses_the_quote_of_a_message_without_one_is_not_asked_for_ever()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Script("POST", "/api/channels/*", _ => Answer.Error(400, "quoted message is not in this channel, conversation, or thread"));
        await using RunningBot bot = await StartAsync(server, message => message.Text);

        server.Say("hello");
        await Eventually.True(() => DeadLetters.Length > 0, "a dead letter");

        Assert.Equal(2, server.CountRequests("POST", "/api/channels/*"));
    }

    [Theory]
    [InlineData(403, "moderation restriction: member is blocked")]
    [InlineData(409, "direct conversation has no active recipient")]
    [InlineData(413, "http: request body too large")]
    [InlineData(400, "message body is required")]
    public async Task Rule17_what_the_server_refuses_for_good_is_a_dead_letter_and_the_conversation_goes_on(int status, string error)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.ScriptOnce("POST", "/api/channels/*", Answer.Error(status, error));
        int runs = 0;
        await using RunningBot bot = await StartAsync(server, message =>
        {
            Interlocked.Increment(ref runs);
            return message.Text;
        });

        string message = server.Say("refused");
        server.Say("next");
        await Eventually.True(() => server.Posted.Count == 1, "the next answer");

        Assert.Equal(2, runs);
        Assert.Equal(
            [$"m:{message} cannot be answered and is in the dead letters: POST api/channels/chn_general/messages: {status} {error}, Tests.Handler.Handle (*)"],
            bot.Log.Complaints);
        Assert.Contains(error, DeadLetters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule17_a_target_that_does_not_exist_is_a_dead_letter()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, _ => Reply.To(Target.Parse("dm:@nobody"), "x"));

        server.Say("hello");
        await Eventually.True(() => DeadLetters.Length > 0, "a dead letter");

        await bot.LogsAsync("there is nobody with the handle @nobody");
    }

    [Fact]
    public async Task Rule17_after_the_last_attempt_the_message_is_a_dead_letter_and_the_conversation_goes_on()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server, message => message.Text == "bad" ? throw new InvalidOperationException("two\nlines") : message.Text, time);

        string bad = server.Say("bad");
        server.Say("good");
        await time.AdvanceUntilAsync(() => server.Posted.Count == 1, "the next answer");

        Assert.Equal(["good"], server.PostedBodies);
        Assert.Contains($"\"trigger\":\"m:{bad}\",\"route\":\"Tests.Handler.Handle (*)\",\"error\":\"InvalidOperationException: two lines\"", DeadLetters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule17_a_listed_trigger_does_not_run_at_the_next_start()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await (await StartAsync(server, message => message.Text)).DisposeAsync();
        string listed = server.Say("listed");
        server.Say("not listed");
        new ClickClack.Dispatch.DeadLetters(new ClickClack.State.FileState(Path.GetDirectoryName(state.File("x"))!), new(new LogLines()), new LogLines()).Add(new(DateTimeOffset.UtcNow, $"m:{listed}", null, "x"));

        await using RunningBot again = await StartAsync(server, message => message.Text);
        await Eventually.True(() => server.Posted.Count == 1, "an answer");

        Assert.Equal(["not listed"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule16_while_the_server_is_away_only_the_write_is_retried_without_limit()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        bool away = true;
        server.Script("POST", "/api/channels/*", _ => away ? Answer.Html(503) : null);
        int runs = 0;
        await using RunningBot bot = await StartAsync(server, _ => $"run {Interlocked.Increment(ref runs)}", time);

        server.Say("hello");
        DateTimeOffset began = time.GetUtcNow();
        await time.AdvanceUntilAsync(() => time.GetUtcNow() - began > TimeSpan.FromMinutes(10), "ten minutes pass", TimeSpan.FromSeconds(2));
        away = false;
        await time.AdvanceUntilAsync(() => server.Posted.Count == 1, "an answer", TimeSpan.FromSeconds(1));

        Assert.Equal(1, runs);
        Assert.Equal(["run 1"], server.PostedBodies);
        Assert.Equal("", DeadLetters);
    }

    [Fact]
    public async Task Rule16_a_server_that_asks_to_wait_is_not_asked_sooner()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.ScriptOnce("POST", "/api/channels/*", Answer.Error(429, "slow down") with { Headers = new() { ["Retry-After"] = "120" } });
        await using RunningBot bot = await StartAsync(server, message => message.Text, time);

        DateTimeOffset began = time.GetUtcNow();
        server.Say("hello");
        await Eventually.True(() => bot.Log.Has("429 slow down"), "the refusal");
        await time.AdvanceUntilAsync(() => server.Posted.Count == 1, "an answer", TimeSpan.FromSeconds(1));

        Assert.True(time.GetUtcNow() - began >= TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task Rule16_a_server_that_asks_for_a_day_gets_five_minutes_and_the_log_says_until_when()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.ScriptOnce("POST", "/api/channels/*", Answer.Error(429, "slow down") with { Headers = new() { ["Retry-After"] = "86400" } });
        await using RunningBot bot = await StartAsync(server, message => message.Text, time);

        DateTimeOffset began = time.GetUtcNow();
        server.Say("hello");
        await Eventually.True(() => bot.Log.Has("429 slow down"), "the refusal");
        LogLine line = Assert.Single(bot.Log.All, line => line.Text.Contains("asks to be left alone", StringComparison.Ordinal));
        Assert.Contains($"{began + TimeSpan.FromMinutes(5):HH:mm}", line.Text, StringComparison.Ordinal);
        await time.AdvanceUntilAsync(() => server.Posted.Count == 1, "an answer", TimeSpan.FromSeconds(1));

        Assert.InRange(time.GetUtcNow() - began, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
        Assert.False(bot.Log.Has("the server answers again"));
    }

    [Theory]
    [InlineData(200, "{\"message\": {\"id\": \"ms")]
    [InlineData(200, "")]
    [InlineData(401, "{}")]
    public async Task Rule16_an_answer_that_is_not_the_servers_is_waited_out_and_is_no_dead_letter(int status, string body)
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        int damaged = 0;
        bool isDamaged = true;
        server.Script("GET", "/api/messages/*", _ =>
        {
            Interlocked.Increment(ref damaged);
            return isDamaged ? new Answer(status, body) : null;
        });
        await using RunningBot bot = await StartAsync(server, message => message.Text, time);

        server.Say("hello");
        await time.AdvanceUntilAsync(() => Volatile.Read(ref damaged) > 6, "more attempts than a message is given up after");
        isDamaged = false;
        await time.AdvanceUntilAsync(() => server.Posted.Count == 1, "an answer");

        Assert.Equal("", DeadLetters);
    }

    [Fact]
    public async Task Rule16_a_proxys_page_is_waited_out_and_is_no_dead_letter()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        bool maintenance = true;
        server.Script("GET", "/api/messages/*", _ => maintenance ? Answer.Html(200) : null);
        await using RunningBot bot = await StartAsync(server, message => message.Text, time);

        server.Say("hello");
        await bot.LogsAsync("the server does not answer");
        maintenance = false;
        await time.AdvanceUntilAsync(() => server.Posted.Count == 1, "an answer");

        Assert.Equal("", DeadLetters);
    }

    [Fact]
    public async Task Rule16_a_token_that_is_refused_for_a_moment_costs_nothing()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.ScriptOnce("GET", "/api/messages/*", Answer.Error(401, "sql: no rows in result set"), Answer.Error(401, "sql: no rows in result set"));
        await using RunningBot bot = await StartAsync(server, message => message.Text, time);

        server.Say("hello");

        await time.AdvanceUntilAsync(() => server.Posted.Count == 1, "an answer");
        Assert.Empty(bot.Log.Complaints);
    }

    [Fact]
    public async Task Rule16_a_token_that_died_stops_the_bot_and_leaves_the_message_for_the_next_run()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        bool dead = true;
        server.Script("GET", "/api/messages/*", _ => dead ? Answer.Error(401, "sql: no rows in result set") : null);
        await using (RunningBot bot = await StartAsync(server, message => message.Text, time))
        {
            server.Say("hello");
            await time.AdvanceUntilAsync(() => bot.HasEnded, "the bot ends");
            Assert.Equal(1, bot.Log.Count("the bot stops: the server does not accept the token"));
            Assert.Equal(1, bot.ExitCode);
        }

        dead = false;
        await using RunningBot again = await StartAsync(server, message => message.Text, time);
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal("", DeadLetters);
    }

    [Fact]
    public async Task A_message_deleted_before_it_was_read_is_passed_over()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, message => message.Text);
        string gone = server.Say("gone", live: false);
        server.Delete(gone);
        server.Send(server.EventOf(gone));
        server.Say("next");

        await Eventually.True(() => server.Posted.Count == 1, "the next answer");
        Assert.Equal(["next"], server.PostedBodies);
        Assert.Empty(bot.Log.Complaints);
    }

    [Fact]
    public async Task A_message_that_is_not_visible_is_looked_for_twice_and_passed_over_with_one_line()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server, message => message.Text, time);
        string hidden = server.Say("hidden", live: false);
        server.Script("GET", $"/api/messages/{hidden}", _ => Answer.NoRows());

        server.Send(server.EventOf(hidden));
        await time.AdvanceUntilAsync(() => bot.Log.Complaints.Count > 0, "the line");

        Assert.Equal(
            [$"m:{hidden} was not answered: the message is gone or not visible to the bot (GET api/messages/{hidden}: 403 not there, or not visible to the bot)"],
            bot.Log.Complaints);
        Assert.Equal(2, server.CountRequests("GET", $"/api/messages/{hidden}"));
        Assert.Equal("", DeadLetters);
    }

    [Fact]
    public async Task A_message_announced_a_moment_before_it_can_be_read_is_answered()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.ScriptOnce("GET", "/api/messages/*", Answer.NoRows());
        await using RunningBot bot = await StartAsync(server, message => message.Text, time);

        server.Say("hello");

        await time.AdvanceUntilAsync(() => server.Posted.Count == 1, "an answer");
    }

    public void Dispose() => state.Dispose();
}

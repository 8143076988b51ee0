using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Said = ClickClack.Handlers.Answer;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class ErrorHandlerTests : IDisposable
{
    private readonly TemporaryDirectory state = new();

    private string DeadLetters => File.Exists(state.File("dead-letters.jsonl")) ? File.ReadAllText(state.File("dead-letters.jsonl")) : "";

    private static Reply Fail(Message message) => message.Text.StartsWith("bad", StringComparison.Ordinal) ? throw new FormatException($"secret of {message.Text}") : "fine";

    private Task<RunningBot> StartAsync(
        ScriptedServer server, ScriptedRoutes routes, Action<ClickClackOptions>? configure = null, TimeProvider? time = null, string environment = "Production") =>
        RunningBot.StartLiveAsync(
            server,
            routes,
            options =>
            {
                options.StateDirectory = state.Path;
                options.MaxAttempts = 1;
                options.ShutdownTimeout = TimeSpan.FromMilliseconds(200);
                configure?.Invoke(options);
            },
            time,
            builder => builder.Environment.EnvironmentName = environment);

    private static string Nonce(string cause, string slot) => ClickClack.Replies.Nonce.Of("usr_echo", "wsp_1", $"m:{cause}", slot);

    [Fact]
    public async Task Rule17_the_error_handler_answers_once_after_the_last_attempt_and_after_the_dead_letter()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        int attempts = 0, errors = 0;
        string? listed = null;
        ScriptedRoutes routes = ScriptedRoutes.Everywhere(message =>
        {
            Interlocked.Increment(ref attempts);
            return Fail(message);
        }).OnError((message, error) =>
        {
            errors++;
            listed = DeadLetters;
            return $"{message.Text}: {error.GetType().Name} after {attempts}";
        });
        await using RunningBot bot = await StartAsync(server, routes, options => options.MaxAttempts = 3, time);

        string bad = server.Say("bad");
        await time.AdvanceUntilAsync(() => server.Posted.Count == 1, "the error answer");

        Assert.Equal(["bad: FormatException after 3"], server.PostedBodies);
        Assert.Equal(1, errors);
        Assert.Contains($"\"trigger\":\"m:{bad}\"", listed, StringComparison.Ordinal);
        Assert.Equal(Nonce(bad, "e"), ScriptedServer.Text(server.Posted[0], "nonce"));
        Assert.Equal(bad, ScriptedServer.Text(server.Posted[0], "quoted_message_id"));
    }

    [Fact]
    public async Task Rule17_its_answer_goes_where_a_reply_would()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(Fail).OnError((_, _) => "failed"));

        server.Say("bad", dm: "dm_alice");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        string root = server.Say("fine");
        await Eventually.True(() => server.Posted.Count == 2, "an answer");
        server.Say("bad", thread: root);
        await Eventually.True(() => server.Posted.Count == 3, "an answer");

        Assert.Equal("dm_alice", ScriptedServer.Text(server.Posted[0], "direct_conversation_id"));
        Assert.Equal(root, ScriptedServer.Text(server.Posted[2], "parent_message_id"));
    }

    [Fact]
    public async Task Rule17_nobody_is_told_anything_without_an_error_handler_and_never_the_exceptions_text()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(Fail));

        server.Say("bad");
        server.Say("good");
        await Eventually.True(() => server.Posted.Count == 1, "the next answer");

        Assert.Equal(["fine"], server.PostedBodies);
    }

    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Development", false, false)]
    [InlineData("Production", null, false)]
    [InlineData("Production", true, true)]
    public async Task Rule17_in_development_or_where_it_is_asked_for_people_see_that_a_handler_failed(string environment, bool? setting, bool seen)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(Fail), options => options.ShowFailures = setting, environment: environment);

        string bad = server.Say("bad");
        server.Say("good");
        await Eventually.True(() => server.PostedBodies.Contains("fine"), "the next answer");

        Assert.Equal(seen ? ["The handler failed, see the bot's terminal.", "fine"] : ["fine"], server.PostedBodies);
        Assert.Equal(seen, ScriptedServer.Text(server.Posted[0], "nonce") == Nonce(bad, "e"));
        Assert.Contains($"\"trigger\":\"m:{bad}\"", DeadLetters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule17_in_development_an_error_handler_has_the_word_and_the_framework_where_it_fails_too()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(
            server,
            ScriptedRoutes.Everywhere(Fail).OnError((message, _) => message.Text == "bad" ? "sorry" : throw new InvalidOperationException()),
            environment: "Development");

        server.Say("bad");
        server.Say("bad too");
        await Eventually.True(() => server.Posted.Count == 2, $"both answers\n{bot.Log}");

        Assert.Equal(["sorry", "The handler failed, see the bot's terminal."], server.PostedBodies);
    }

    [Fact]
    public async Task Rule17_its_own_failure_is_only_logged_and_the_conversation_goes_on()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        int errors = 0;
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(Fail).OnError((Message _, Exception _) =>
        {
            errors++;
            throw new InvalidOperationException("worse");
        }), options => options.MaxAttempts = 1);

        string bad = server.Say("bad");
        server.Say("good");
        await Eventually.True(() => server.Posted.Count == 1, "the next answer");

        Assert.Equal(["fine"], server.PostedBodies);
        Assert.Equal(1, errors);
        Assert.Equal(1, bot.Log.Count($"Tests.Handler.Handle (errors) failed on m:{bad} too"));
        Assert.Contains("FormatException", DeadLetters, StringComparison.Ordinal);
        Assert.DoesNotContain("worse", DeadLetters, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "moderation restriction: member is blocked")]
    [InlineData(400, "message body is required")]
    public async Task Rule17_a_refusal_by_the_server_is_no_failure_of_the_handler(int status, string error)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        int errors = 0;
        server.ScriptOnce("POST", "/api/channels/*", Answer.Error(status, error));
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(message => message.Text).OnError((_, _) => $"failed {++errors}"));

        server.Say("refused");
        server.Say("next");
        await Eventually.True(() => server.Posted.Count == 1, "the next answer");

        Assert.Equal(["next"], server.PostedBodies);
        Assert.Equal(0, errors);
    }

    [Fact]
    public async Task Rule17_what_it_answers_may_be_refused_which_is_only_logged()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.ScriptOnce("POST", "/api/channels/*", Answer.Error(403, "moderation restriction: member is blocked"));
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(Fail).OnError((_, _) => "failed"));

        server.Say("bad");
        server.Say("good");
        await Eventually.True(() => server.Posted.Count == 1, "the next answer");

        Assert.Equal(["fine"], server.PostedBodies);
        Assert.Contains("FormatException", DeadLetters, StringComparison.Ordinal);
        Assert.DoesNotContain("moderation", DeadLetters, StringComparison.Ordinal);
        Assert.True(bot.Log.Has("(errors) failed on"), bot.Log.ToString());
    }

    [Fact]
    public async Task Rule17_several_messages_of_an_error_handler_are_a_plan_that_is_brought_to_its_end()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        int errors = 0;
        bool isCut = true;
        server.Script("POST", "/api/channels/*", request => isCut && (string?)request.Json["body"] == "two" ? Answer.Silence() : null);
        ScriptedRoutes Routes() => ScriptedRoutes.Everywhere(Fail).OnError((_, _, _) =>
        {
            Interlocked.Increment(ref errors);
            return new(Said.Of((Reply?[])["one", "two", "three"]));
        });
        string bad;
        await using (RunningBot bot = await StartAsync(server, Routes()))
        {
            bad = server.Say("bad");
            await Eventually.True(() => server.CountRequests("POST", "/api/channels/*") == 2, "the write that is cut");
        }

        isCut = false;
        await using RunningBot again = await StartAsync(server, Routes());
        await Eventually.True(() => server.Posted.Count == 3, $"the rest\n{again.Log}");

        Assert.Equal(["one", "two", "three"], server.PostedBodies);
        Assert.Equal([Nonce(bad, "e"), Nonce(bad, "e.1"), Nonce(bad, "e.2")], server.Posted.Select(message => ScriptedServer.Text(message, "nonce")));
        Assert.Equal(1, errors);
        Assert.Equal(0, Assert.Single(again.Bot.DeadLetters.List()).UnwrittenMessages);
    }

    [Fact]
    public async Task Rule17_a_replay_does_not_call_it_again_and_the_answer_follows_the_error()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        bool works = false;
        int errors = 0;
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(message => works ? "at last" : Fail(message)).OnError((_, _, _) =>
        {
            Interlocked.Increment(ref errors);
            return new(Said.Of((Reply?[])["failed", "sorry"]));
        }));
        string bad = server.Say("bad");
        await Eventually.True(() => server.Posted.Count == 2, "the error answer");
        await bot.IdleAsync();

        Assert.False(await bot.Bot.DeadLetters.ReplayAsync($"m:{bad}", TestContext.Current.CancellationToken));
        works = true;
        Assert.True(await bot.Bot.DeadLetters.ReplayAsync($"m:{bad}", TestContext.Current.CancellationToken));

        Assert.Equal(["failed", "sorry", "at last"], server.PostedBodies);
        Assert.Equal(1, errors);
    }

    [Fact]
    public async Task Rule17_what_it_sends_is_not_taken_for_what_the_handler_sent()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        RunningBot? running = null;
        Task SendAsync(string text) => running!.Bot.SendAsync(text, Target.Parse("channel:ops"));
        await using RunningBot bot = running = await StartAsync(server, ScriptedRoutes.Everywhere(async (_, _) =>
        {
            await SendAsync("begun");
            throw new FormatException();
        }).OnError(async (_, _, _) =>
        {
            await SendAsync("failed");
            return default;
        }));

        server.Say("bad");
        await Eventually.True(() => server.Posted.Count == 2, $"both messages\n{bot.Log}");

        Assert.Equal(["begun", "failed"], server.PostedBodies);
    }

    public void Dispose() => state.Dispose();
}

using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Replies;

namespace ClickClack.Framework.Tests.Dispatch;

/// <summary>A bot that died between its answer and its checkpoint: the drain brings the answer, and the handler need not run again.</summary>
public sealed class EarlierAnswersTests : IDisposable
{
    private readonly TemporaryDirectory state = new();
    private int runs;

    private static string NonceOf(string cause, string slot) => Nonce.Of("usr_echo", "wsp_1", $"m:{cause}", slot);

    private Task<RunningBot> StartAsync(ScriptedServer server, Func<Message, Reply?> handler, Func<Message, Exception, Reply?>? onError = null) =>
        RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(message =>
            {
                Interlocked.Increment(ref runs);
                return handler(message);
            }).OnError(onError ?? ((_, _) => null)),
            options =>
            {
                options.StateDirectory = state.Path;
                options.MaxAttempts = 1;
            });

    /// <summary>Lets a bot do something, and forget it: as if it had died before it could save anything of it.</summary>
    private async Task CrashAsync(ScriptedServer server, Func<Message, Reply?> handler, Func<Task> act, Func<Message, Exception, Reply?>? onError = null)
    {
        await (await StartAsync(server, handler)).DisposeAsync();
        string before = await File.ReadAllTextAsync(state.File("checkpoint.jsonl"), TestContext.Current.CancellationToken);
        await using (RunningBot bot = await StartAsync(server, handler, onError))
        {
            await act();
            await bot.IdleAsync();
        }

        await File.WriteAllTextAsync(state.File("checkpoint.jsonl"), before, TestContext.Current.CancellationToken);
        File.Delete(state.File("dead-letters.jsonl"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rule17_a_message_whose_answer_the_drain_brings_is_done_without_running(bool inThread)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string? root = inThread ? server.Say("root", live: false) : null;
        await CrashAsync(server, _ => $"run {runs}", () =>
        {
            server.Say("hello", thread: root);
            return Eventually.True(() => server.Posted.Count == 1, "an answer");
        });

        await using RunningBot again = await StartAsync(server, _ => $"run {runs}");
        server.Say("next", thread: root);
        await Eventually.True(() => server.Posted.Count == 2, $"the next answer\n{again.Log}");

        Assert.Equal(["run 1", "run 2"], server.PostedBodies);
        Assert.Equal(1, server.CountRequests("GET", "/api/messages/by-nonce"));
        Assert.True(again.Log.Has("done by an earlier run"), again.Log.ToString());
        Assert.Empty(again.Log.Complaints);
    }

    [Fact]
    public async Task Rule17_what_the_error_handler_answered_counts_too_and_is_listed_again()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string bad = "";
        await CrashAsync(server, _ => throw new FormatException(), () =>
        {
            bad = server.Say("bad");
            return Eventually.True(() => server.Posted.Count == 1, "the error answer");
        }, (_, _) => "failed");

        await using RunningBot again = await StartAsync(server, _ => "fine now");
        server.Say("next");
        await Eventually.True(() => server.Posted.Count == 2, "the next answer");

        Assert.Equal(["failed", "fine now"], server.PostedBodies);
        Assert.Equal(2, runs);
        Assert.Equal($"m:{bad}", Assert.Single(again.Bot.DeadLetters.List()).Trigger);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Rule17_who_copies_a_nonce_keeps_nothing_from_running(bool inThread, int lookUps)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await (await StartAsync(server, _ => "hi")).DisposeAsync();
        string cause = server.Say("hello");
        string nonce = NonceOf(cause, "r0");
        if (inThread)
        {
            // A reply's event does not say who wrote it.
            string reply = server.Say("mine", thread: cause);
            server.EventOf(reply)["payload"]!["nonce"] = nonce;
        }
        else
        {
            server.SayAs("usr_bob", "mine", nonce);
        }

        await using RunningBot bot = await StartAsync(server, message => $"to {message.Text}");
        await Eventually.True(() => server.PostedBodies.Contains("to hello"), $"the answer\n{bot.Log}");

        Assert.Equal(lookUps, server.CountRequests("GET", "/api/messages/by-nonce"));
    }

    [Fact]
    public async Task Rule17_nothing_is_asked_for_messages_without_an_answer()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await (await StartAsync(server, _ => "hi")).DisposeAsync();
        for (int i = 0; i < 5; i++)
        {
            server.Say($"hello {i}");
        }

        await using RunningBot bot = await StartAsync(server, message => message.Text);
        await Eventually.True(() => server.Posted.Count == 5, "the answers");

        Assert.Equal(0, server.CountRequests("GET", "/api/messages/by-nonce"));
        Assert.Equal(5, runs);
    }

    [Fact]
    public async Task Rule17_a_look_up_that_fails_costs_a_run_and_no_message()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await CrashAsync(server, _ => "hi", () =>
        {
            server.Say("hello");
            return Eventually.True(() => server.Posted.Count == 1, "an answer");
        });
        server.ScriptOnce("GET", "/api/messages/by-nonce", Answer.Error(403, "bot token is missing scope messages:write"));

        await using RunningBot again = await StartAsync(server, _ => "hi");
        await Eventually.True(() => runs == 2, "the run");
        server.Say("next");
        await Eventually.True(() => server.Posted.Count == 2, "the next answer");

        Assert.Equal(["hi", "hi"], server.PostedBodies);
        Assert.Empty(again.Bot.DeadLetters.List());
    }

    [Fact]
    public async Task Rule17_a_message_with_an_open_plan_is_brought_to_its_end()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        bool isCut = true;
        server.Script("POST", "/api/channels/*", request => isCut && (string?)request.Json["body"] == "two" ? Answer.Silence() : null);
        ScriptedRoutes routes = ScriptedRoutes.Several(_ =>
        {
            Interlocked.Increment(ref runs);
            return ["one", "two"];
        });
        void Configure(ClickClackOptions options)
        {
            options.StateDirectory = state.Path;
            options.ShutdownTimeout = TimeSpan.FromMilliseconds(200);
        }

        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, routes, Configure))
        {
            server.Say("hello");
            await Eventually.True(() => server.CountRequests("POST", "/api/channels/*") == 2, "the write that is cut");
        }

        isCut = false;
        await using RunningBot again = await RunningBot.StartLiveAsync(server, routes, Configure);
        await Eventually.True(() => server.PostedBodies is ["one", "two"], $"the rest\n{again.Log}");

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Rule17_a_text_that_was_only_begun_is_no_answer()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var goOn = new TaskCompletionSource();
        async IAsyncEnumerable<string?> Say()
        {
            int run = Interlocked.Increment(ref runs);
            yield return "begun";
            if (run == 1)
            {
                await goOn.Task;
            }

            yield return " and ended";
        }

        void Configure(ClickClackOptions options)
        {
            options.StateDirectory = state.Path;
            options.ShutdownTimeout = TimeSpan.FromMilliseconds(100);
        }

        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Streaming(_ => Say()), Configure))
        {
            server.Say("hello");
            await Eventually.True(() => server.PostedBodies is ["begun"], "its beginning");
        }

        await using RunningBot again = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Streaming(_ => Say()), Configure);
        await Eventually.True(() => server.PostedBodies is ["begun and ended"], $"its end\n{again.Log}");
        Assert.Equal(2, runs);
        goOn.SetResult();
    }

    [Fact]
    public void What_is_remembered_is_bounded()
    {
        var earlier = new ClickClack.Dispatch.EarlierAnswers(null!, new NonceMaker(new("usr_echo"), new("wsp_1")), null!, new("usr_echo"));
        for (int i = 0; i < 5000; i++)
        {
            earlier.Notice([new()
            {
                Id = new ServerEventId($"evt_{i}"),
                Type = "message.created",
                Details = Protocol.EventPayload.Of(("author_id", "usr_echo"), ("nonce", $"ccf1-{i}")),
            }]);
        }

        Assert.Equal(ClickClack.Dispatch.EarlierAnswers.Most, earlier.Count);
    }

    public void Dispose() => state.Dispose();
}

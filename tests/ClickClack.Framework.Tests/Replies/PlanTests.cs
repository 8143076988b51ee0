using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Replies;

namespace ClickClack.Framework.Tests.Replies;

/// <summary>Answers of more than one write, and what dies between two of them.</summary>
public sealed class PlanTests : IDisposable
{
    private readonly TemporaryDirectory state = new();
    private int runs;

    private string DeadLetters => File.Exists(state.File("dead-letters.jsonl")) ? File.ReadAllText(state.File("dead-letters.jsonl")) : "";

    private string[] Journal => Directory.Exists(state.File("journal")) ? [.. Directory.GetFiles(state.File("journal"), "*.json").Order()] : [];

    private Task<RunningBot> StartAsync(
        ScriptedServer server, Func<int, IEnumerable<Reply?>?> replies, Action<ClickClackOptions>? configure = null, TimeProvider? time = null) =>
        RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Several(_ => replies(Interlocked.Increment(ref runs))),
            options =>
            {
                options.StateDirectory = state.Path;
                options.ShutdownTimeout = TimeSpan.FromMilliseconds(200);
                configure?.Invoke(options);
            },
            time);

    /// <summary>From the n-th write on nothing gets through any more, as if the process were gone; what got through may have lost its answer.</summary>
    private static Func<int> CutAfter(ScriptedServer server, int writes, bool arrives)
    {
        int seen = 0;
        bool open = false;
        server.Script("POST", "/api/channels/*", request => open || Interlocked.Increment(ref seen) <= writes ? null : Cut(request));
        server.Script("POST", "/api/dms/*", request => open || Interlocked.Increment(ref seen) <= writes ? null : Cut(request));
        return () =>
        {
            open = true;
            return seen;
        };

        Answer Cut(RecordedRequest request)
        {
            if (arrives && Volatile.Read(ref seen) == writes + 1)
            {
                server.AnswerFromModel(request);
            }

            return Answer.Silence();
        }
    }

    [Fact]
    public async Task Rule04_several_replies_are_written_in_order_under_their_slots()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, _ => ["one", null, " ", Reply.To(Target.Parse("channel:ops"), "two"), Reply.InThread("three")]);

        string cause = server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 3, $"the answers\n{bot.Log}");

        Assert.Equal(["one", "two", "three"], server.PostedBodies);
        Assert.Equal(
            ["r0", "r1", "r2"],
            server.Posted.Select(message => new[] { "r0", "r1", "r2", "r3" }.Single(slot => Nonce.Of("usr_echo", "wsp_1", $"m:{cause}", slot) == ScriptedServer.Text(message, "nonce"))));
        Assert.Equal("chn_ops", ScriptedServer.Text(server.Posted[1], "channel_id"));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Rule04_one_write_needs_no_journal_and_no_look_up()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string[]? journal = null;
        server.Script("POST", "/api/channels/*", _ =>
        {
            journal = Journal;
            return null;
        });
        await using RunningBot bot = await StartAsync(server, _ => [null, "one"]);

        server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");

        Assert.Empty(journal!);
        Assert.Equal(0, server.CountRequests("GET", "/api/messages/by-nonce"));
    }

    [Fact]
    public async Task Rule04_the_whole_plan_is_on_the_disk_before_the_first_write()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string? plan = null;
        UnixFileMode mode = default;
        server.Script("POST", "/api/channels/*", _ =>
        {
            plan ??= File.ReadAllText(Assert.Single(Journal));
            mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Journal[0]);
            return null;
        });
        await using RunningBot bot = await StartAsync(server, _ => ["<one> \u00e4", Reply.To(Target.Parse("channel:ops"), "two")]);

        server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 2, "the answers");

        Assert.Contains("\"body\":\"<one> \u00e4\"", plan, StringComparison.Ordinal);
        Assert.Contains("\"channel\":\"chn_ops\"", plan, StringComparison.Ordinal);
        Assert.Contains("\"version\":1", plan, StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || mode == (UnixFileMode.UserRead | UnixFileMode.UserWrite), $"{mode}");
    }

    [Fact]
    public async Task Rule04_a_plan_leaves_the_journal_only_after_a_checkpoint_holds_its_trigger()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server, _ => ["one", "two"], time: time);

        string cause = server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 2, "the answers");
        Assert.Single(Journal);

        await time.AdvanceUntilAsync(() => Journal.Length == 0, "the journal is empty");
        Assert.Contains($"m:{cause}", await File.ReadAllTextAsync(state.File("checkpoint.jsonl"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task Rule04_whatever_dies_between_two_writes_the_plan_is_brought_to_its_end(int writes, bool arrives)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Func<int> reopen = CutAfter(server, writes, arrives);
        Func<int, IEnumerable<Reply?>?> handler = run => [$"one of {run}", Reply.Plain($"two of {run}"), Reply.To(Target.Parse("dm:@alice"), $"three of {run}")];
        await using (RunningBot bot = await StartAsync(server, handler))
        {
            server.Say("hello");
            await Eventually.True(() => server.Requests.Count(request => request.Method == "POST" && request.Path.EndsWith("messages", StringComparison.Ordinal)) > writes, "the write that is cut");
        }

        Assert.Single(Journal);
        reopen();
        await using RunningBot again = await StartAsync(server, handler);
        await Eventually.True(() => server.Posted.Count == 3, $"the rest\n{again.Log}");
        await Eventually.True(() => Journal.Length == 0, "the journal is empty");

        Assert.Equal(["one of 1", "two of 1", "three of 1"], server.PostedBodies);
        Assert.Equal(1, runs);
        Assert.Equal("", DeadLetters);
    }

    [Fact]
    public async Task Rule04_an_answer_of_an_earlier_run_is_not_added_to()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using (RunningBot bot = await StartAsync(server, _ => null))
        {
        }

        string before = await File.ReadAllTextAsync(state.File("checkpoint.jsonl"), TestContext.Current.CancellationToken);
        server.Say("hello");
        await using (RunningBot bot = await StartAsync(server, _ => ["alone"]))
        {
            await Eventually.True(() => server.Posted.Count == 1, "an answer");
        }

        await File.WriteAllTextAsync(state.File("checkpoint.jsonl"), before, TestContext.Current.CancellationToken);
        server.HideNonce(ScriptedServer.Text(server.Posted[0], "id")!);
        await using RunningBot again = await StartAsync(server, _ => ["another", "and more"]);
        await Eventually.True(() => again.Log.Has("an earlier run has answered"), "the look-up");

        Assert.Equal(["alone"], server.PostedBodies);
        Assert.Empty(Journal);
    }

    [Fact]
    public async Task Rule04_the_first_write_that_meets_another_runs_answer_drops_the_rest()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        bool looked = false;
        server.Script("GET", "/api/messages/by-nonce", request =>
        {
            // What another run posted and then died over arrives only after the look-up.
            if (looked)
            {
                return null;
            }

            looked = true;
            server.SayAs(ScriptedServer.BotId, "of another run", request.Query["nonce"]);
            return Answer.Error(404, "sql: no rows in result set");
        });
        await using RunningBot bot = await StartAsync(server, _ => ["one", "two"]);

        server.Say("hello");
        await Eventually.True(() => server.CountRequests("GET", "/api/messages/by-nonce") == 2, "the settled conflict");
        await Eventually.True(() => Journal.Length == 0, "the journal is empty");

        Assert.Equal(["of another run"], server.PostedBodies);
        Assert.Equal("", DeadLetters);
    }

    [Fact]
    public async Task Rule04_a_refused_quote_of_a_plan_is_tried_without_one_under_the_same_nonce()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Script("GET", "/api/messages/by-nonce", _ =>
        {
            server.Delete(server.Messages.Keys.First());
            return null;
        });
        await using RunningBot bot = await StartAsync(server, _ => ["one", "two"]);

        server.Say("soon gone");
        await Eventually.True(() => server.Posted.Count == 2, "the answers");

        Assert.All(server.Posted, message => Assert.Null(message["quoted_message_id"]));
        Assert.Equal(2, server.Posted.Select(message => ScriptedServer.Text(message, "nonce")).Distinct().Count());
    }

    [Theory]
    [InlineData(403, "moderation restriction: member is blocked")]
    [InlineData(409, "direct conversation has no active recipient")]
    [InlineData(413, "http: request body too large")]
    public async Task Rule04_what_is_refused_for_good_moves_to_the_dead_letters_and_blocks_nothing(int status, string error)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Script("POST", "/api/channels/chn_general/*", request => (string?)request.Json["body"] == "two" ? Answer.Error(status, error) : null);
        await using RunningBot bot = await StartAsync(server, run => run == 1 ? ["one", "two", "three"] : ["next"]);

        server.Say("hello");
        server.Say("another");
        await Eventually.True(() => server.PostedBodies.Contains("next"), "the next answer");
        await Eventually.True(() => Journal.Length == 0, "the journal is empty");

        Assert.Equal(["one", "next"], server.PostedBodies);
        Assert.Contains("\"body\":\"two\"", DeadLetters, StringComparison.Ordinal);
        Assert.Contains("\"body\":\"three\"", DeadLetters, StringComparison.Ordinal);
        Assert.DoesNotContain("\"body\":\"one\"", DeadLetters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule10_a_plan_is_brought_to_its_end_however_old_it_is()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Func<int> reopen = CutAfter(server, 1, arrives: false);
        await using (RunningBot bot = await StartAsync(server, _ => ["one", "two"]))
        {
            server.Say("hello");
            await Eventually.True(() => server.CountRequests("POST", "/api/channels/*") > 1, "the write that is cut");
        }

        reopen();
        await using RunningBot again = await StartAsync(server, _ => ["one", "two"], options => options.ResumeWithin = TimeSpan.FromTicks(1));
        await Eventually.True(() => server.Posted.Count == 2, "the rest");
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Rule04_a_plan_is_carried_out_also_when_the_server_forgot_its_event()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Func<int> reopen = CutAfter(server, 1, arrives: false);
        await using (RunningBot bot = await StartAsync(server, _ => ["one", "two"]))
        {
            server.Say("hello");
            await Eventually.True(() => server.CountRequests("POST", "/api/channels/*") > 1, "the write that is cut");
        }

        reopen();
        File.Delete(state.File("checkpoint.jsonl"));
        await using RunningBot again = await StartAsync(server, _ => ["one", "two"]);
        await Eventually.True(() => server.Posted.Count == 2, "the rest");
        await Eventually.True(() => Journal.Length == 0, "the journal is empty");
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Rule04_while_the_journal_cannot_be_written_nothing_of_the_answer_is_visible()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server, _ => ["one", "two"], time: time);
        await File.WriteAllTextAsync(state.File("journal"), "in its way", TestContext.Current.CancellationToken);

        server.Say("hello");
        await bot.LogsAsync("cannot save the journal, for which answers of several messages wait, which is tried again: ");
        Assert.Empty(server.Posted);
        File.Delete(state.File("journal"));

        await time.AdvanceUntilAsync(() => server.Posted.Count == 2, "the answers");
    }

    [Fact]
    public async Task Rule04_a_journal_that_cannot_be_read_stops_the_bot_and_says_which_file()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Directory.CreateDirectory(state.File("journal"));
        await File.WriteAllTextAsync(state.File("journal/x.json"), "{", TestContext.Current.CancellationToken);
        await using RunningBot bot = await RunningBot.StartAsync(server, ScriptedRoutes.Everywhere(_ => "x"), options => options.StateDirectory = state.Path);

        await bot.EndsAsync();

        Assert.Contains("x.json cannot be read; delete it to give up the rest of that answer", bot.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule08_a_text_over_the_servers_limit_is_several_messages()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string text = string.Join("\n\n", Enumerable.Repeat(new string('x', 1000), 2100));
        server.Script("POST", "/api/channels/*", request => request.Body.Length > 1024 * 1024 ? Answer.Error(413, "http: request body too large") : null);
        await using RunningBot bot = await StartAsync(server, _ => [text]);

        string cause = server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 3, $"the parts\n{bot.Log.Complaints.Count}");

        Assert.Equal(text, string.Join("\n\n", server.PostedBodies));
        Assert.Equal(
            [Nonce.Of("usr_echo", "wsp_1", $"m:{cause}", "r0"), Nonce.Of("usr_echo", "wsp_1", $"m:{cause}", "r0.1"), Nonce.Of("usr_echo", "wsp_1", $"m:{cause}", "r0.2")],
            server.Posted.Select(message => ScriptedServer.Text(message, "nonce")!));
        Assert.Equal([cause, null, null], server.Posted.Select(message => ScriptedServer.Text(message, "quoted_message_id")));
    }

    public void Dispose() => state.Dispose();
}

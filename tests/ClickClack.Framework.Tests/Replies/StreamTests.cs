using System.Threading.Channels;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Replies;

public sealed class StreamTests : IDisposable
{
    private readonly TemporaryDirectory state = new();
    private readonly ManualTime time = new();
    private int runs;

    private string DeadLetters => File.Exists(state.File("dead-letters.jsonl")) ? File.ReadAllText(state.File("dead-letters.jsonl")) : "";

    private string[] Journal => Directory.Exists(state.File("journal")) ? Directory.GetFiles(state.File("journal"), "*.json") : [];

    private Task<RunningBot> StartAsync(
        ScriptedServer server, Func<int, IAsyncEnumerable<string?>> stream, TimeProvider? clock = null, Action<ClickClackOptions>? configure = null) =>
        RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Streaming(_ => stream(Interlocked.Increment(ref runs))),
            options =>
            {
                options.StateDirectory = state.Path;
                options.ShutdownTimeout = TimeSpan.FromMilliseconds(200);
                options.Typing = false;
                configure?.Invoke(options);
            },
            clock);

    private static async IAsyncEnumerable<string?> Chunks(params string?[] chunks)
    {
        foreach (string? chunk in chunks)
        {
            await Task.Yield();
            yield return chunk;
        }
    }

    private static int Edits(ScriptedServer server) => server.CountRequests("PATCH", "/api/messages/*");

    [Fact]
    public async Task Rule05_the_message_is_there_with_the_first_words_and_grows_at_most_once_a_second()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        Channel<string> chunks = Channel.CreateUnbounded<string>();
        await using RunningBot bot = await StartAsync(server, _ => chunks.Reader.ReadAllAsync(), time);

        string cause = server.Say("hello");
        chunks.Writer.TryWrite(" ");
        chunks.Writer.TryWrite("one");
        await Eventually.True(() => server.Posted.Count == 1, $"the first words\n{bot.Log}");
        Assert.Equal(["one"], server.PostedBodies);
        Assert.Equal(cause, ScriptedServer.Text(server.Posted[0], "quoted_message_id"));

        for (int i = 0; i < 20; i++)
        {
            chunks.Writer.TryWrite($" {i}");
        }

        await time.AdvanceUntilAsync(() => Edits(server) == 1, "the first edit");
        Assert.Equal("one 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19", server.PostedBodies[0]);
        DateTimeOffset before = time.GetUtcNow();
        chunks.Writer.TryWrite(" more");
        await time.AdvanceUntilAsync(() => Edits(server) == 2, "the second edit", TimeSpan.FromMilliseconds(50));
        Assert.True(time.GetUtcNow() - before >= TimeSpan.FromMilliseconds(900));

        chunks.Writer.TryWrite(" end \n");
        chunks.Writer.Complete();
        await Eventually.True(() => Edits(server) == 3, "the last edit");
        Assert.EndsWith("19 more end", server.PostedBodies[0], StringComparison.Ordinal);
        await time.AdvanceUntilAsync(() => Journal.Length == 0, "the journal is empty");
        Assert.Equal(3, Edits(server));
    }

    [Fact]
    public async Task Rule05_a_text_that_is_there_at_once_is_one_message_and_exact()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, _ => Chunks("one ", null, "", "two ", "three"));

        server.Say("hello");

        await Eventually.True(() => server.PostedBodies is ["one two three"] && Journal.Length == 0, $"the text\n{bot.Log}");
        Assert.Equal("", DeadLetters);
    }

    [Fact]
    public async Task Rule05_a_text_of_nothing_is_no_reply()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, run => run == 1 ? Chunks(" ", null, "\n") : Chunks("x"));

        server.Say("hello");
        server.Say("next");
        await Eventually.True(() => server.Posted.Count == 1, "the next answer");

        Assert.Equal(["x"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule05_what_was_only_begun_is_said_again_in_silence_and_ends_as_one_message()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Channel<string> chunks = Channel.CreateUnbounded<string>();
        await using (RunningBot bot = await StartAsync(server, _ => chunks.Reader.ReadAllAsync()))
        {
            server.Say("hello");
            chunks.Writer.TryWrite("begun");
            await Eventually.True(() => server.Posted.Count == 1, "the first words");
        }

        Assert.Contains("\"state\":\"Open\"", await File.ReadAllTextAsync(Assert.Single(Journal), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // However old it is: a text that was begun is brought to its end.
        await using RunningBot again = await StartAsync(
            server, _ => Chunks("again", " and", " whole"), configure: options => options.ResumeWithin = TimeSpan.FromTicks(1));
        await Eventually.True(() => server.PostedBodies is ["again and whole"], $"the whole text\n{again.Log}");
        await Eventually.True(() => Journal.Length == 0, "the journal is empty");

        Assert.Equal(2, runs);
        Assert.Equal(1, Edits(server));
    }

    [Fact]
    public async Task Rule05_an_end_that_was_decided_is_written_without_another_run()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        bool cut = true;
        server.Script("PATCH", "/api/messages/*", _ => cut ? Answer.Silence() : null);
        Channel<string> chunks = Channel.CreateUnbounded<string>();
        await using (RunningBot bot = await StartAsync(server, _ => chunks.Reader.ReadAllAsync()))
        {
            server.Say("hello");
            chunks.Writer.TryWrite("begun");
            await Eventually.True(() => server.Posted.Count == 1, "the first words");
            chunks.Writer.TryWrite(" and ended \n");
            chunks.Writer.Complete();
            await Eventually.True(() => Edits(server) == 1, "the last edit");
        }

        Assert.Contains("\"body\":\"begun and ended\"", await File.ReadAllTextAsync(Assert.Single(Journal), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        cut = false;
        await using RunningBot again = await StartAsync(server, _ => Chunks("never"));
        await Eventually.True(() => server.PostedBodies is ["begun and ended"], $"the end\n{again.Log}");

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Rule05_a_message_without_a_journal_entry_is_an_answer_given()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Script("GET", "/api/messages/by-nonce", request =>
        {
            server.SayAs(ScriptedServer.BotId, "of another run", request.Query["nonce"]);
            return null;
        });
        var read = false;
        await using RunningBot bot = await StartAsync(server, _ => Reading());

        server.Say("hello");
        await Eventually.True(() => bot.Bot.Status.UnfinishedEvents == 0 && server.Posted.Count == 1, "it is done");

        Assert.Equal(["of another run"], server.PostedBodies);
        Assert.False(read);

        async IAsyncEnumerable<string?> Reading()
        {
            read = true;
            await Task.Yield();
            yield return "x";
        }
    }

    [Fact]
    public async Task Rule05_a_message_that_somebody_deletes_ends_the_text()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        Channel<string> chunks = Channel.CreateUnbounded<string>();
        await using RunningBot bot = await StartAsync(server, _ => chunks.Reader.ReadAllAsync(), time);
        server.Say("hello");
        chunks.Writer.TryWrite("one");
        await Eventually.True(() => server.Posted.Count == 1, "the first words");

        server.Delete(ScriptedServer.Text(server.Posted[0], "id")!);
        chunks.Writer.TryWrite(" two");
        await time.AdvanceUntilAsync(() => bot.Bot.Status.UnfinishedEvents == 0, "it is done");

        Assert.Single(server.Posted);
        Assert.Equal("", DeadLetters);
        Assert.Empty(bot.Log.Complaints);
    }

    [Fact]
    public async Task Rule05_a_handler_that_fails_amid_its_text_is_tried_again_and_ends_as_one_message()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server, run => Failing(run), time);

        server.Say("hello");
        await time.AdvanceUntilAsync(() => server.PostedBodies is ["run 2, whole"], $"the text\n{bot.Log}");

        Assert.Equal(1, bot.Log.Count("attempt 1 of 3"));

        static async IAsyncEnumerable<string?> Failing(int run)
        {
            yield return $"run {run}";
            await Task.Yield();
            yield return run == 1 ? throw new TimeoutException() : ", whole";
        }
    }

    [Fact]
    public async Task Rule05_what_is_too_long_for_one_message_continues_in_another()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string paragraph = new('x', 1000);
        await using RunningBot bot = await StartAsync(server, _ => Chunks([.. Enumerable.Repeat($"{paragraph}\n\n", 1100)]));

        string cause = server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 2 && Journal.Length == 0, $"the parts\n{bot.Log.Complaints.Count}");

        Assert.Equal(string.Join("\n\n", Enumerable.Repeat(paragraph, 1100)), string.Join("\n\n", server.PostedBodies));
        Assert.Equal(ClickClack.Replies.Nonce.Of("usr_echo", "wsp_1", $"m:{cause}", "r0.1"), ScriptedServer.Text(server.Posted[1], "nonce"));
    }

    [Fact]
    public async Task Rule17_a_text_the_server_refuses_is_a_dead_letter_and_no_failure_of_the_handler()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.ScriptOnce("POST", "/api/channels/*", Answer.Error(403, "moderation restriction: member is blocked"));
        await using RunningBot bot = await StartAsync(server, run => Chunks($"run {run}"));

        server.Say("hello");
        server.Say("next");
        await Eventually.True(() => server.PostedBodies is ["run 2"], $"the next answer\n{bot.Log}");

        Assert.Contains("moderation restriction", DeadLetters, StringComparison.Ordinal);
        Assert.False(bot.Log.Has("attempt 1"));
    }

    public void Dispose() => state.Dispose();
}

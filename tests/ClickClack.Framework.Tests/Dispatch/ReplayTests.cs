#pragma warning disable xUnit1051 // The calls are as bots write them; what never ends is found by the limit of a wait.
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class ReplayTests : IDisposable
{
    private readonly TemporaryDirectory state = new();
    private int runs;

    private Task<RunningBot> StartAsync(ScriptedServer server, Func<int, IEnumerable<Reply?>?> replies, bool keep = true) => RunningBot.StartLiveAsync(
        server,
        ScriptedRoutes.Several(_ => replies(Interlocked.Increment(ref runs))),
        options =>
        {
            options.MaxAttempts = 1;
            options.StateDirectory = keep ? state.Path : ":memory:";
        });

    private static Task ListedAsync(RunningBot bot, int count = 1) =>
        Eventually.True(() => bot.Bot.DeadLetters.List().Count == count, $"{count} dead letters\n{bot.Log}");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rule17_a_replay_runs_the_handler_of_what_failed(bool keep)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, run => run <= 2 ? throw new TimeoutException($"run {run}") : [$"run {run}"], keep);
        string cause = server.Say("hello");
        await ListedAsync(bot);
        GivenUpMessage given = bot.Bot.DeadLetters.List()[0];
        Assert.Equal(($"m:{cause}", "TimeoutException: run 1", 0), (given.Trigger, given.Error, given.UnwrittenMessages));

        Assert.False(await bot.Bot.DeadLetters.ReplayAsync(given.Trigger));
        Assert.Equal("TimeoutException: run 2", bot.Bot.DeadLetters.List().Single().Error);
        Assert.True(await bot.Bot.DeadLetters.ReplayAsync(given.Trigger));

        Assert.Empty(bot.Bot.DeadLetters.List());
        Assert.Equal(["run 3"], server.PostedBodies);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => bot.Bot.DeadLetters.ReplayAsync(given.Trigger));
    }

    [Fact]
    public async Task Rule17_a_replay_writes_what_was_decided_without_another_run()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        bool silenced = true;
        server.Script("POST", "/api/channels/*", request =>
            silenced && (string?)request.Json["body"] == "two" ? Answer.Error(403, "moderation restriction: member is timed out until 2026-03-02T00:00:00Z") : null);
        await using (RunningBot bot = await StartAsync(server, _ => ["one", "two", "three"]))
        {
            server.Say("hello");
            await ListedAsync(bot);
            Assert.Equal(2, bot.Bot.DeadLetters.List()[0].UnwrittenMessages);
            Assert.False(await bot.Bot.DeadLetters.ReplayAsync(bot.Bot.DeadLetters.List()[0].Trigger));
        }

        silenced = false;
        await using RunningBot again = await StartAsync(server, _ => ["never"]);
        Assert.True(await again.Bot.DeadLetters.ReplayAsync(again.Bot.DeadLetters.List().Single().Trigger));

        Assert.Equal(["one", "two", "three"], server.PostedBodies);
        Assert.Equal(1, runs);
        Assert.Empty(again.Bot.DeadLetters.List());
    }

    [Fact]
    public async Task Rule17_what_is_dropped_is_gone_and_stays_done()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using (RunningBot bot = await StartAsync(server, _ => throw new TimeoutException()))
        {
            string first = server.Say("first");
            string second = server.Say("second");
            await ListedAsync(bot, 2);

            Assert.True(bot.Bot.DeadLetters.Drop($"m:{first}"));
            Assert.False(bot.Bot.DeadLetters.Drop($"m:{first}"));
            Assert.Equal([$"m:{second}"], bot.Bot.DeadLetters.List().Select(letter => letter.Trigger));
        }

        await using RunningBot again = await StartAsync(server, _ => ["x"]);
        server.Say("third");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal(3, runs);
        Assert.Single(again.Bot.DeadLetters.List());
    }

    [Fact]
    public async Task Rule17_a_message_that_was_deleted_needs_no_replay()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, _ => throw new TimeoutException());
        string cause = server.Say("hello");
        await ListedAsync(bot);
        server.Delete(cause);

        Assert.True(await bot.Bot.DeadLetters.ReplayAsync($"m:{cause}"));
        Assert.Equal(1, runs);
    }

    public void Dispose() => state.Dispose();
}

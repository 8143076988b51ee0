using System.Diagnostics;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Hosting;

public sealed class StopTests : IDisposable
{
    private readonly TemporaryDirectory state = new();

    private void Configure(ClickClackOptions options) => options.StateDirectory = state.Path;

    [Fact]
    public async Task Rule19_what_has_begun_is_finished()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var began = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(async (message, _) =>
            {
                began.TrySetResult();
                await gate.Task;
                return message.Text;
            }),
            Configure);
        server.Say("one");
        await Eventually.Ends(began.Task, "the handler begins");

        Task stop = bot.StopAsync();
        gate.SetResult();
        await stop;

        Assert.Equal(["one"], server.PostedBodies);
        Assert.Equal(0, bot.Log.Count("left for the next run"));
        Assert.Equal(0, bot.ExitCode);
    }

    [Fact]
    public async Task Rule19_what_cannot_be_finished_in_time_is_counted_and_repeated_by_the_next_run()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        bool cancelled = false;
        await using (RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(async (_, cancellationToken) =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                finally
                {
                    cancelled = true;
                }

                return null;
            }),
            Configure,
            time))
        {
            server.Say("one");
            server.Say("two");
            await Eventually.True(() => bot.Log.Count("m:msg_000001: ") == 1, "the handler begins");
            Task stop = bot.StopAsync();
            DateTimeOffset began = time.GetUtcNow();
            await time.AdvanceUntilAsync(() => stop.IsCompleted, "the bot stops");

            Assert.InRange(time.GetUtcNow() - began, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(30));
            Assert.True(cancelled);
            Assert.Equal(1, bot.Log.Count("2 events are left for the next run"));
        }

        await using RunningBot again = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text), Configure);
        await Eventually.True(() => server.Posted.Count == 2, "both are answered");
        Assert.Equal(["one", "two"], server.PostedBodies);
    }

    /// <summary>What rule CC5005 of the compiler plug-in warns of.</summary>
    [Theory]
    [InlineData(null, 0)]
    [InlineData("failed", 1)]
    public async Task Rule19_a_handler_that_swallows_its_cancellation_and_says_nothing_counts_as_finished(string? said, int left)
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(async (_, cancellationToken) =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                catch (OperationCanceledException)
                {
                }

                return said;
            }),
            Configure,
            time);
        server.Say("one");
        await Eventually.True(() => bot.Log.Count("m:msg_000001: ") == 1, "the handler begins");
        Task stop = bot.StopAsync();
        await time.AdvanceUntilAsync(() => stop.IsCompleted, "the bot stops");

        Assert.Empty(server.Posted);
        Assert.Equal(left, bot.Log.Count("1 events are left for the next run"));
    }

    [Fact]
    public async Task Rule19_a_handler_that_ignores_its_cancellation_does_not_hold_up_the_stop()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var never = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(async (_, _) =>
            {
                await never.Task;
                return "late";
            }),
            options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        server.Say("one");
        await Eventually.True(() => bot.Log.Has("m:msg_000001: "), "the handler begins");

        long began = Stopwatch.GetTimestamp();
        await bot.StopAsync();
        TimeSpan took = Stopwatch.GetElapsedTime(began);
        never.SetResult();

        Assert.True(took < TimeSpan.FromSeconds(3), $"{took}");
        Assert.Empty(server.Posted);
    }

    [Fact]
    public async Task Rule19_what_waits_for_a_missing_number_is_answered_before_the_end()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text), Configure, time);
        server.Say("one");
        await Eventually.True(() => bot.Log.Has("own message"), "the first answer");
        server.Say("missing", live: false);
        string waiting = server.Say("waiting");
        await server.Socket.SendAsync("null");
        await bot.LogsAsync("left out a frame");
        Assert.DoesNotContain("waiting", server.PostedBodies);

        await bot.StopAsync();

        Assert.Contains("waiting", server.PostedBodies);
        Assert.Equal(0, bot.Log.Count("left for the next run"));
    }

    [Fact]
    public async Task A_server_that_neither_reads_nor_answers_a_close_does_not_hold_up_the_stop()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(_ => null));

        long began = Stopwatch.GetTimestamp();
        await bot.StopAsync();

        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_server_that_never_answers_does_not_hold_up_the_stop()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Script("GET", "/api/me", _ => Answer.Silence());
        await using RunningBot bot = await RunningBot.StartAsync(server, ScriptedRoutes.Everywhere(_ => null));
        await Eventually.True(() => server.Requests.Count == 1, "the first question");

        long began = Stopwatch.GetTimestamp();
        await bot.StopAsync();

        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(1));
        Assert.Empty(bot.Log.Complaints);
        Assert.Equal(0, bot.ExitCode);
    }

    [Fact]
    public async Task The_checkpoint_holds_the_last_answer_when_the_bot_has_stopped()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string message;
        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text), Configure))
        {
            message = server.Say("one");
            await Eventually.True(() => server.Posted.Count == 1, "an answer");
        }

        Assert.Contains($"m:{message}", await File.ReadAllTextAsync(state.File("checkpoint.jsonl"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => state.Dispose();
}

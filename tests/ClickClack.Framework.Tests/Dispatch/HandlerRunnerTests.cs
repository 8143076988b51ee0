using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Time;
using ClickClack.Handlers;
using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class HandlerRunnerTests
{
    private readonly ManualTime time = new();
    private readonly LogLines log = new();

    private HandlerRunner Runner(int attempts = 3, int concurrency = 32, IServiceProvider? services = null) =>
        new(services ?? new ServiceCollection().BuildServiceProvider(), attempts, concurrency, time, log);

    private static Route Route(Func<Message, CancellationToken, Task<Reply?>> handler) => new(ScriptedRoutes.Everywhere(handler), 0);

    private static async Task<Reply?> RunAsync(HandlerRunner runner, Route route, CancellationTokenSource? stop = null) =>
        (await runner.RunAsync(
            route, Message.Of("hi"), "m:1", answer => Task.FromResult(answer.Replies), stop?.Token ?? TestContext.Current.CancellationToken)).SingleOrDefault();

    [Fact]
    public async Task Rule16_a_handler_that_throws_is_tried_three_times_with_growing_delays()
    {
        var calls = new List<TimeSpan>();
        DateTimeOffset began = time.GetUtcNow();
        HandlerRunner runner = Runner();
        Task<Reply?> run = RunAsync(runner, Route((_, _) =>
        {
            calls.Add(time.GetUtcNow() - began);
            throw new InvalidOperationException($"no {calls.Count}");
        }));

        await time.AdvanceUntilAsync(() => run.IsCompleted, "the last attempt");

        HandlerFailedException error = await Assert.ThrowsAsync<HandlerFailedException>(() => run);
        Assert.Equal("no 3", error.InnerException!.Message);
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)], calls);
        Assert.Equal(
            [
                "Tests.Handler.Handle (*) failed on m:1, attempt 1 of 3; trying again in 1.0 s",
                "Tests.Handler.Handle (*) failed on m:1, attempt 2 of 3 (InvalidOperationException: no 2); trying again in 2.0 s",
                "Tests.Handler.Handle (*) failed on m:1 3 times (InvalidOperationException: no 3) and is given up; the message is in the dead letters",
            ],
            log.Complaints);
        Assert.Single(log.All, line => line.Error is not null);
    }

    [Fact]
    public async Task The_trace_of_a_failure_is_shown_once_for_its_place_and_again_after_a_while()
    {
        HandlerRunner runner = Runner(attempts: 1);
        Route parsing = Route((_, _) => throw new FormatException($"no number: {Guid.NewGuid()}"));
        Route other = Route((_, _) => throw new FormatException("elsewhere"));

        foreach (Route route in (Route[])[parsing, parsing, other, parsing])
        {
            await Assert.ThrowsAsync<HandlerFailedException>(() => RunAsync(runner, route));
        }

        Assert.Equal([true, false, true, false], log.All.Select(line => line.Error is not null));

        time.Advance(TimeSpan.FromMinutes(11));
        await Assert.ThrowsAsync<HandlerFailedException>(() => RunAsync(runner, parsing));
        Assert.NotNull(log.All[^1].Error);
    }

    [Fact]
    public async Task A_handler_that_does_not_return_is_worth_a_line_now_and_then()
    {
        var goOn = new TaskCompletionSource<Reply?>();
        HandlerRunner runner = Runner();
        Task<Reply?> run = RunAsync(runner, Route((_, _) => goOn.Task));

        time.Advance(TimeSpan.FromSeconds(65));
        goOn.SetResult("ok");
        await run;
        time.Advance(TimeSpan.FromSeconds(65));

        Assert.Equal(
            [
                "Tests.Handler.Handle (*) still runs on m:1 after 30 s; its conversation waits",
                "Tests.Handler.Handle (*) still runs on m:1 after 60 s; its conversation waits",
            ],
            log.Complaints);
    }

    [Fact]
    public async Task Rule16_a_handler_that_recovers_answers()
    {
        int calls = 0;
        HandlerRunner runner = Runner();
        Task<Reply?> run = RunAsync(runner, Route((_, _) => ++calls < 3 ? throw new TimeoutException() : Task.FromResult<Reply?>("ok")));

        await time.AdvanceUntilAsync(() => run.IsCompleted, "the last attempt");

        Assert.Equal(Reply.InPlace("ok"), await run);
    }

    [Fact]
    public async Task Rule16_a_cancellation_of_its_own_is_a_failure_like_any_other()
    {
        HandlerRunner runner = Runner(attempts: 1);

        await Assert.ThrowsAsync<HandlerFailedException>(() => RunAsync(runner, Route((_, _) => throw new OperationCanceledException())));
    }

    [Fact]
    public async Task Rule16_a_cancellation_by_the_stop_counts_as_nothing()
    {
        using var stop = new CancellationTokenSource();
        HandlerRunner runner = Runner();
        Task<Reply?> run = RunAsync(
            runner,
            Route(async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return null;
            }),
            stop);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(log.Complaints);
    }

    [Fact]
    public async Task So_many_run_at_once_and_no_more()
    {
        int running = 0, most = 0;
        var gate = new TaskCompletionSource();
        HandlerRunner runner = Runner(concurrency: 4);
        Route route = Route(async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await gate.Task;
            Interlocked.Decrement(ref running);
            return null;
        });
        Task[] runs = [.. Enumerable.Range(0, 5).Select(_ => RunAsync(runner, route))];
        Assert.Equal(2, running);

        gate.SetResult();
        await Eventually.Ends(Task.WhenAll(runs), "all of them");
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task What_waits_for_its_next_attempt_takes_no_place()
    {
        HandlerRunner runner = Runner(concurrency: 1);
        Task<Reply?> failing = RunAsync(runner, Route((_, _) => throw new TimeoutException()));

        Assert.Equal(Reply.InPlace("ok"), await Eventually.Ends(RunAsync(runner, Route((_, _) => Task.FromResult<Reply?>("ok"))), "the other"));

        Assert.False(failing.IsCompleted);
    }

    [Fact]
    public async Task A_handler_that_takes_services_gets_a_scope_of_its_own_for_each_attempt()
    {
        ServiceProvider services = new ServiceCollection().AddScoped<Scoped>().BuildServiceProvider(validateScopes: true);
        var seen = new List<Scoped>();
        HandlerRunner runner = Runner(services: services);
        var route = new Route(
            new ScriptedRoutes().WithServices((_, provider) =>
            {
                seen.Add(provider.GetRequiredService<Scoped>());
                return seen.Count < 2 ? throw new TimeoutException() : Answer.Of((string?)null);
            }),
            0);

        Task<Reply?> run = RunAsync(runner, route);
        await time.AdvanceUntilAsync(() => run.IsCompleted, "the second attempt");

        Assert.Equal(2, seen.Distinct().Count());
        Assert.All(seen, scoped => Assert.True(scoped.IsDisposed));
    }

    [Fact]
    public async Task Rule16_what_is_thrown_while_replies_are_enumerated_is_a_failure_of_the_handler()
    {
        int runs = 0;
        HandlerRunner runner = Runner();
        var route = new Route(ScriptedRoutes.Several(_ => Replies()), 0);
        Task<IReadOnlyList<Reply>> run = runner.RunAsync(route, Message.Of("hi"), "m:1", answer => Task.FromResult(answer.Replies), TestContext.Current.CancellationToken);

        await time.AdvanceUntilAsync(() => run.IsCompleted, "the second attempt");

        Assert.Equal(["1 of run 2", "2 of run 2"], (await run).Select(reply => reply.Text));

        IEnumerable<Reply?> Replies()
        {
            int number = ++runs;
            yield return $"1 of run {number}";
            yield return number == 1 ? throw new TimeoutException() : $"2 of run {number}";
        }
    }

    [Fact]
    public async Task Rule16_a_service_that_fails_when_it_is_disposed_of_does_not_make_the_handler_run_again()
    {
        ServiceProvider services = new ServiceCollection().AddScoped<Unruly>().BuildServiceProvider(validateScopes: true);
        int calls = 0;
        var route = new Route(
            new ScriptedRoutes().WithServices((_, provider) =>
            {
                provider.GetRequiredService<Unruly>();
                calls++;
                return Answer.Of("done");
            }),
            0);

        Assert.Equal("done", (await RunAsync(Runner(services: services), route))!.Text);

        Assert.Equal(1, calls);
        LogLine line = Assert.Single(log.All, static line => line.Error is not null);
        Assert.Contains("failed when it was disposed of", line.Text, StringComparison.Ordinal);
        Assert.Equal("the pool is gone", line.Error!.Message);
    }

    [Fact]
    public async Task A_handler_has_its_scope_and_its_place_until_its_text_is_read()
    {
        ServiceProvider services = new ServiceCollection().AddScoped<Scoped>().BuildServiceProvider(validateScopes: true);
        HandlerRunner runner = Runner(concurrency: 1, services: services);
        Scoped? scoped = null;
        var read = new TaskCompletionSource<bool>();
        var route = new Route(
            new ScriptedRoutes().WithServices((_, provider) => Answer.Of(Stream(scoped = provider.GetRequiredService<Scoped>()))), 0);

        Task<bool> run = runner.RunAsync(route, Message.Of("hi"), "m:1", _ => read.Task, TestContext.Current.CancellationToken);
        Task<Reply?> other = RunAsync(runner, Route((_, _) => Task.FromResult<Reply?>("other")));

        Assert.False(scoped!.IsDisposed);
        Assert.False(other.IsCompleted);
        read.SetResult(true);
        await run;
        Assert.True(scoped.IsDisposed);
        Assert.Equal("other", (await Eventually.Ends(other, "the other"))!.Text);

        static async IAsyncEnumerable<string?> Stream(Scoped _)
        {
            await Task.Yield();
            yield return "x";
        }
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class Unruly : IDisposable
    {
        public void Dispose() => throw new InvalidOperationException("the pool is gone");
    }
}

using ClickClack.Client;
using ClickClack.Framework.Tests.Time;
using Polly.Timeout;

namespace ClickClack.Framework.Tests.Client;

public sealed class CallPolicyTests
{
    private readonly ManualTime time = new();
    private readonly List<TimeSpan> attempts = [];
    private readonly List<string> reports = [];

    /// <summary>Makes calls until one succeeds.</summary>
    private async Task RunAsync(
        Func<int, CancellationToken, ValueTask> call, TimeSpan? step = null, TimeSpan? deadline = null, Repeat repeat = Repeat.Freely)
    {
        var policy = new CallPolicy(time, deadline, error => reports.Add(error.Message));
        DateTimeOffset began = time.GetUtcNow();
        Task run = policy.RunAsync(
            repeat,
            async cancellationToken =>
            {
                attempts.Add(time.GetUtcNow() - began);
                await call(attempts.Count, cancellationToken);
                return true;
            },
            TestContext.Current.CancellationToken);
        await time.AdvanceUntilAsync(() => run.IsCompleted, "the call ends", step);
        await run;
    }

    private static ValueTask Unavailable(int attempt, int times, TimeSpan? retryAfter = null) =>
        attempt <= times ? throw new UnavailableException($"away {attempt}") { RetryAfter = retryAfter } : default;

    [Fact]
    public async Task Rule16_a_server_that_is_away_is_asked_again_without_limit()
    {
        await RunAsync((attempt, _) => Unavailable(attempt, 200), TimeSpan.FromSeconds(10));

        Assert.Equal(201, attempts.Count);
        Assert.Equal(200, reports.Count);
        Assert.Equal("away 1", reports[0]);
        for (int i = 1; i < attempts.Count; i++)
        {
            Assert.InRange(attempts[i] - attempts[i - 1], TimeSpan.Zero, TimeSpan.FromSeconds(31));
        }
    }

    [Fact]
    public async Task Rule16_the_server_is_not_asked_sooner_than_it_wants()
    {
        await RunAsync((attempt, _) => Unavailable(attempt, 1, TimeSpan.FromMinutes(5)), TimeSpan.FromSeconds(1));

        Assert.InRange(attempts[1], TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_server_that_wants_to_be_asked_at_once_is_not_hammered()
    {
        await RunAsync((attempt, _) => Unavailable(attempt, 30, TimeSpan.Zero), TimeSpan.FromSeconds(1));

        Assert.True(attempts[^1] > TimeSpan.FromMinutes(1), $"{attempts[^1]}");
    }

    [Fact]
    public async Task A_server_that_never_wants_to_be_asked_again_is_asked_after_five_minutes()
    {
        await RunAsync((attempt, _) => Unavailable(attempt, 1, TimeSpan.FromDays(100_000)), TimeSpan.FromSeconds(10));

        Assert.InRange(attempts[1], TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task An_attempt_without_an_answer_is_given_up_and_made_again()
    {
        await RunAsync(
            async (attempt, cancellationToken) =>
            {
                if (attempt == 1)
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
            },
            TimeSpan.FromSeconds(1));

        Assert.True(attempts[1] >= TimeSpan.FromSeconds(30));
        Assert.Equal(["no answer within 30 s"], reports);
    }

    [Fact]
    public async Task A_refused_token_is_tried_three_times()
    {
        await Assert.ThrowsAsync<UnauthorizedException>(() => RunAsync((_, _) => throw new UnauthorizedException("no")));

        Assert.Equal(3, attempts.Count);
        Assert.Empty(reports);
    }

    [Fact]
    public async Task Every_other_refusal_is_final()
    {
        await Assert.ThrowsAsync<NotVisibleException>(() => RunAsync((_, _) => throw new NotVisibleException("no")));

        Assert.Single(attempts);
    }

    [Fact]
    public async Task A_400_that_says_nothing_known_is_tried_three_times()
    {
        await Assert.ThrowsAsync<InvalidRequestException>(() => RunAsync((_, _) => throw new InvalidRequestException("what") { MayBeServerFault = true }));

        Assert.Equal(3, attempts.Count);
    }

    [Fact]
    public async Task What_makes_something_new_is_never_sent_again()
    {
        await Assert.ThrowsAsync<UnavailableException>(() => RunAsync((attempt, _) => Unavailable(attempt, 1), repeat: Repeat.Never));

        Assert.Single(attempts);
    }

    [Fact]
    public async Task What_makes_something_new_is_sent_again_when_it_was_not_let_in()
    {
        await RunAsync(
            (attempt, _) => attempt == 1 ? throw new UnauthorizedException("no") : default, repeat: Repeat.Never);

        Assert.Equal(2, attempts.Count);
    }

    [Fact]
    public async Task A_call_with_a_deadline_ends_then()
    {
        await Assert.ThrowsAsync<TimeoutRejectedException>(
            () => RunAsync((attempt, _) => Unavailable(attempt, 1000), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(100)));

        Assert.InRange(attempts[^1], TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(101));
    }

    [Fact]
    public async Task A_cancellation_ends_the_waiting_at_once()
    {
        using var stop = new CancellationTokenSource();
        var policy = new CallPolicy(time, deadline: null, _ => { });
        Task run = policy.RunAsync<bool>(
            Repeat.Freely, _ => throw new UnavailableException("away") { RetryAfter = TimeSpan.FromHours(1) }, stop.Token);
        await stop.CancelAsync();

        await Eventually.Ends(Assert.ThrowsAnyAsync<OperationCanceledException>(() => run), "the call");
    }
}

using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ClickClack.Client;

/// <summary>
/// How a call is carried through: every attempt has a deadline; while the server is away the call is tried again without limit, with
/// jitter and no sooner than the server asked; a 401 is tried twice more, because the server also reports its own faults as 401
/// (pitfall 12 of the protocol). Everything called through it can be repeated safely: it reads, or carries a nonce, or finds what it
/// made before.
/// </summary>
internal static class CallPolicy
{
    /// <summary>How long one attempt may take. A post can be slow: the server calls subscribers within it, 3 s each (pitfall 13).</summary>
    public static readonly TimeSpan AttemptDeadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>What the server asks for beyond this was not meant so, and would not fit a timer.</summary>
    private static readonly TimeSpan LongestAskedDelay = TimeSpan.FromDays(1);

    /// <summary>Makes the policy.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="onUnavailable">Told of every attempt that found the server away.</param>
    public static ResiliencePipeline Create(TimeProvider time, Action<ApiException> onUnavailable) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<UnavailableException>().Handle<TimeoutRejectedException>(),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                DelayGenerator = static attempt => ValueTask.FromResult(Asked((attempt.Outcome.Exception as UnavailableException)?.RetryAfter)),
                OnRetry = attempt =>
                {
                    onUnavailable(attempt.Outcome.Exception as ApiException
                        ?? new UnavailableException($"no answer within {AttemptDeadline.TotalSeconds:0} s"));
                    return default;
                },
            })
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<UnauthorizedException>(),
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstDelay,
            })
            .AddTimeout(AttemptDeadline)
            .Build();

    /// <summary>The delay the server asked for, or null where our own serves: "at once" would be asked again and again.</summary>
    private static TimeSpan? Asked(TimeSpan? delay) =>
        delay is not { } asked || asked < FirstDelay ? null : asked < LongestAskedDelay ? asked : LongestAskedDelay;
}

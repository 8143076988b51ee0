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

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

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
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = LongestDelay,
                DelayGenerator = static attempt => ValueTask.FromResult((attempt.Outcome.Exception as UnavailableException)?.RetryAfter),
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
                Delay = TimeSpan.FromMilliseconds(500),
            })
            .AddTimeout(AttemptDeadline)
            .Build();
}

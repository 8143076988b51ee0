using System.Net;
using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ClickClack.Client;

/// <summary>
/// How a call is carried through. Every attempt has a deadline. While the server is away, what may be repeated is tried again, with jitter
/// and no sooner than the server asked: until the call's own deadline, or without limit for a bot's own work, which waits for its server.
/// A 401 is tried twice more, because the server also reports its own faults as 401 (pitfall 12 of the protocol), and so is a 400 that
/// says nothing known.
/// </summary>
internal sealed class CallPolicy
{
    /// <summary>How long one attempt may take. A post can be slow: the server calls subscribers within it, 3 s each (pitfall 13).</summary>
    public static readonly TimeSpan AttemptDeadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>A server, or a proxy before it, that asks for more is asked again all the same: a conversation waits for it.</summary>
    private static readonly TimeSpan LongestAskedDelay = TimeSpan.FromMinutes(5);

    private readonly TimeProvider time;
    private readonly bool hasDeadline;
    private readonly Lazy<ResiliencePipeline> freely;
    private readonly Lazy<ResiliencePipeline> never;

    /// <summary>The deadline of an attempt that is over, for the next one; null if there is none.</summary>
    private CancellationTokenSource? spareLimit;

    /// <summary>Makes a policy.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="deadline">How long a call may take with all its attempts; null for no limit.</param>
    /// <param name="onUnavailable">Told of every attempt that found the server away.</param>
    public CallPolicy(TimeProvider time, TimeSpan? deadline, Action<ApiException> onUnavailable)
    {
        this.time = time;
        hasDeadline = deadline is not null;
        freely = new(() => Build(time, deadline, onUnavailable, repeats: true));
        never = new(() => Build(time, deadline, onUnavailable, repeats: false));
    }

    /// <summary>Carries a call through.</summary>
    /// <param name="repeat">Whether it may be sent again.</param>
    /// <param name="attempt">Makes one attempt.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TimeoutRejectedException">The deadline is over.</exception>
    public Task<T> RunAsync<T>(Repeat repeat, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        hasDeadline ? RunWholeAsync(repeat, attempt, failure: null, cancellationToken) : RunQuickAsync(repeat, attempt, cancellationToken);

    /// <summary>
    /// The first attempt of a bot's own calls goes without the pipeline: nearly always it is the only one, and the pipeline would cost
    /// more than all the rest of the call, and a bot's start would wait for it to be compiled. Its failure is the pipeline's first.
    /// </summary>
    private async Task<T> RunQuickAsync<T>(Repeat repeat, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo failure;
        CancellationTokenSource limit = TakeLimit();
        try
        {
            using CancellationTokenRegistration ending = cancellationToken.UnsafeRegister(
                static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
            return await attempt(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException error) when (limit.IsCancellationRequested)
        {
            failure = ExceptionDispatchInfo.Capture(TooLate(error));
        }
        catch (Exception error) when (IsAbsence(error) || IsRefusal(error, repeat == Repeat.Freely))
        {
            // The pipeline decides what becomes of it.
            failure = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            PutBack(limit);
        }

        return await RunWholeAsync(repeat, attempt, failure, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the server was away.</summary>
    private static bool IsAbsence(Exception error) => error is UnavailableException or TimeoutRejectedException;

    /// <summary>
    /// Whether it may be another answer soon. A call that was not let in, or not understood, was not carried out: it may be repeated whatever
    /// it does.
    /// </summary>
    private static bool IsRefusal(Exception error, bool repeats) => error switch
    {
        UnauthorizedException => true,
        UnavailableException unavailable => unavailable.Status == HttpStatusCode.Unauthorized,
        InvalidRequestException invalid => repeats && invalid.MayBeServerFault,
        ProtocolException garbled => repeats && garbled.MayPass,
        _ => false,
    };

    private CancellationTokenSource TakeLimit()
    {
        if (Interlocked.Exchange(ref spareLimit, null) is not { } spare)
        {
            return new CancellationTokenSource(AttemptDeadline, time);
        }

        spare.CancelAfter(AttemptDeadline);
        return spare;
    }

    /// <summary>Keeps a deadline that did not come, if it was set by the system's clock: others cannot be set again.</summary>
    private void PutBack(CancellationTokenSource limit)
    {
        if (!limit.TryReset() || Interlocked.CompareExchange(ref spareLimit, limit, null) is not null)
        {
            limit.Dispose();
        }
    }

    private static TimeoutRejectedException TooLate(Exception error) => new("no answer in time", AttemptDeadline, error);

    private async Task<T> RunWholeAsync<T>(
        Repeat repeat, Func<CancellationToken, Task<T>> attempt, ExceptionDispatchInfo? failure, CancellationToken cancellationToken)
    {
        return await (repeat == Repeat.Freely ? freely : never).Value.ExecuteAsync(
            async token =>
            {
                ExceptionDispatchInfo? first = failure;
                failure = null;
                first?.Throw();
                return await attempt(token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static ResiliencePipeline Build(TimeProvider time, TimeSpan? deadline, Action<ApiException> onUnavailable, bool repeats)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (deadline is { } limit)
        {
            builder.AddTimeout(limit);
        }

        if (repeats)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } error && IsAbsence(error)),
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
            });
        }

        return builder
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } error && IsRefusal(error, repeats)),
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstDelay,
            })
            .AddTimeout(AttemptDeadline)
            .Build();
    }

    /// <summary>
    /// The delay that is kept of the one the server asked for: at most five minutes. Null where our own serves: "at once" would be asked again and again.
    /// </summary>
    public static TimeSpan? Asked(TimeSpan? delay) =>
        delay is not { } asked || asked < FirstDelay ? null : asked < LongestAskedDelay ? asked : LongestAskedDelay;
}

using ClickClack.Handlers;
using ClickClack.Replies;
using ClickClack.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// Calls handlers, each a few times if it throws (delivery rule 16), so many at once as is allowed, the conversations by turns. What waits
/// between two attempts holds up its own lane only. A handler runs until what it returned is read.
/// </summary>
internal sealed class HandlerRunner(IServiceProvider services, int attempts, int concurrency, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    /// <summary>After so long, and again, a handler that has not returned is worth a line.</summary>
    private static readonly TimeSpan LongRun = TimeSpan.FromSeconds(30);

    /// <summary>Places of their own for handlers that must get through.</summary>
    private const int PrioritySlots = 4;

    private readonly FairSlots slots = new(concurrency);
    private readonly FairSlots prioritySlots = new(PrioritySlots);

    /// <summary>Logs what handlers throw.</summary>
    public FailureLog Failures { get; } = new(time, logger);

    /// <summary>Measures the runs; null for not at all.</summary>
    public BotMetrics? Metrics { get; init; }

    /// <summary>Takes note of which attempt runs.</summary>
    public CurrentRun Current { get; init; } = new();

    /// <summary>Takes note of what is at work; null for not at all.</summary>
    public StartLog? Starts { get; init; }

    /// <summary>Shows that a handler is at work; null for not at all.</summary>
    public Typing? Typing { get; init; }

    /// <summary>Shows what handlers say they are doing; null for not at all.</summary>
    public AgentProgress? Progress { get; init; }

    /// <summary>Finds the users and channels that arguments name; null for not at all.</summary>
    public IWorkspaceNames? Names { get; init; }

    /// <inheritdoc cref="RunAsync{T}(Route, Message, string, string, Func{Answer, Task{T}}, CancellationToken)"/>
    public Task<T> RunAsync<T>(
        Route route, Message message, string trigger, Func<Answer, Task<T>> read, CancellationToken cancellationToken) =>
        RunAsync(route, message, trigger, trigger, read, cancellationToken);

    /// <summary>Calls the handler of a route until it returns.</summary>
    /// <param name="route">The route.</param>
    /// <param name="message">The message.</param>
    /// <param name="trigger">The message's trigger key.</param>
    /// <param name="cause">The trigger key of what it runs for: the message, or an edit of it.</param>
    /// <param name="read">Reads what the handler returned, which is part of its run.</param>
    /// <param name="cancellationToken">Cancelled when the bot stops; that is no failure.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="HandlerFailedException">The last attempt failed too.</exception>
    /// <exception cref="StreamWriteException">From <paramref name="read"/>: no failure of the handler.</exception>
    public async Task<T> RunAsync<T>(
        Route route, Message message, string trigger, string cause, Func<Answer, Task<T>> read, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await CallAsync(route, message, trigger, cause, read, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (StreamWriteException)
            {
                throw;
            }
            catch (Exception error) when (attempt < attempts)
            {
                TimeSpan delay = FirstDelay * Math.Pow(2, attempt - 1);
                Failures.Failed(error, route, cause, attempt, attempts, delay);
                await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                Failures.GivenUp(error, route, cause, attempt);
                throw new HandlerFailedException(error);
            }
        }
    }

    /// <summary>Calls the handler of a route, whatever becomes of it.</summary>
    /// <inheritdoc cref="RunAsync{T}(Route, Message, string, string, Func{Answer, Task{T}}, CancellationToken)"/>
    public Task<T> RunOnceAsync<T>(Route route, Message message, string trigger, Func<Answer, Task<T>> read, CancellationToken cancellationToken) =>
        CallAsync(route, message, trigger, trigger, read, cancellationToken);

    private async Task<T> CallAsync<T>(
        Route route, Message message, string trigger, string cause, Func<Answer, Task<T>> read, CancellationToken cancellationToken)
    {
        FairSlots places = route.Description.Lane?.Priority == true ? prioritySlots : slots;
        ValueTask entering = places.EnterAsync(message.HomeId, message.Author.Id.Value, cancellationToken);
        if (!entering.IsCompletedSuccessfully)
        {
            bool started = Starts?.Pause(cause) == true;
            await entering.ConfigureAwait(false);
            if (started)
            {
                Starts!.Start(cause);
            }
        }

        using ITimer watch = WatchLength(route, cause);
        using HandlerCall? measured = HandlerCall.Begin(route.Description, Metrics, time);
        using IDisposable? typing = Typing?.Begin(message);
        using AgentProgress.Turn? progress = Progress?.Begin(message);
        RouteContext With(IServiceProvider provider) =>
            new(message, provider, cancellationToken) { Progress = progress ?? (IAgentProgress)NoProgress.Instance, Names = Names };
        Current.Value = new TriggerRun(trigger, message) { Prefix = route.Error is null ? "" : "e/", IsRepeated = trigger != cause };
        try
        {
            if (!route.Description.UsesServices)
            {
                return await read(await route.InvokeAsync(With(services)).ConfigureAwait(false)).ConfigureAwait(false);
            }

            var scope = new HandlerScope(services.CreateAsyncScope(), route, cause, logger);
            await using (scope.ConfigureAwait(false))
            {
                return await read(await route.InvokeAsync(With(scope.Services)).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is not StreamWriteException && measured?.Fails(error, cancellationToken.IsCancellationRequested) == true)
        {
            throw;
        }
        finally
        {
            places.Leave(message.HomeId, message.Author.Id.Value);
        }
    }

    /// <summary>Says now and then that a handler still runs: its conversation waits for it, however long it takes.</summary>
    private ITimer WatchLength(Route route, string trigger)
    {
        long began = time.GetTimestamp();
        return time.CreateTimer(
            _ => logger.HandlerStillRuns(route, trigger, time.GetElapsedTime(began).TotalSeconds), null, LongRun, LongRun);
    }
}

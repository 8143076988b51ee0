using ClickClack.Replies;
using ClickClack.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>Calls observers. What one of them throws is logged and counted, and keeps nothing else from being told.</summary>
internal sealed class ObserverRunner(
    IServiceProvider services, int attempts, CurrentRun current, StartLog starts, Suspicion suspicion, SuspectGate gate, BotMetrics metrics, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    private readonly FailureLog failures = new(time, logger);

    /// <summary>Calls the observers of an event that the server keeps, each again if it throws, as often as a handler.</summary>
    /// <exception cref="OperationCanceledException">The time is over; not all were told.</exception>
    public async Task RunAllAsync(IReadOnlyList<Route> routes, object happened, string trigger, CancellationToken cancellationToken)
    {
        int deaths = starts.DeathsOf(trigger);
        if (deaths >= suspicion.GiveUpAfter)
        {
            logger.NotObserved(trigger, deaths);
            return;
        }

        using IDisposable? turn = await gate.EnterAsync(deaths >= suspicion.RunAloneAfter, cancellationToken).ConfigureAwait(false);
        starts.Start(trigger);
        foreach (Route route in routes)
        {
            await RunAsync(route, happened, trigger, cancellationToken).ConfigureAwait(false);
        }

        starts.End(trigger);
    }

    /// <summary>Calls the observers of what the server does not keep, each once: it is out of date a moment later.</summary>
    public async Task RunAllOnceAsync(IReadOnlyList<Route> routes, object happened, CancellationToken cancellationToken)
    {
        string name = happened.GetType().Name;
        foreach (Route route in routes)
        {
            try
            {
                await CallAsync(route, happened, name, cancellationToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The others are told all the same.
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                failures.ObserverGivenUp(error, route, name, 1);
            }
        }
    }

    private async Task RunAsync(Route route, object happened, string trigger, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await CallAsync(route, happened, trigger, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (Exception error) when (attempt < attempts)
            {
                TimeSpan delay = FirstDelay * Math.Pow(2, attempt - 1);
                failures.Failed(error, route, trigger, attempt, attempts, delay);
                await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The others are told all the same, and the event is done.
            catch (Exception error)
#pragma warning restore CA1031
            {
                failures.ObserverGivenUp(error, route, trigger, attempt);
                return;
            }
        }
    }

    private async Task CallAsync(Route route, object happened, string trigger, CancellationToken cancellationToken)
    {
        using HandlerCall? measured = HandlerCall.Begin(route.Description, metrics, time);
        current.Value = new TriggerRun(trigger, cause: null) { SendsOnlyWithKey = true };
        try
        {
            if (!route.Description.UsesServices)
            {
                await route.InvokeAsync(With(services)).ConfigureAwait(false);
                return;
            }

            var scope = new HandlerScope(services.CreateAsyncScope(), route, trigger, logger);
            await using (scope.ConfigureAwait(false))
            {
                await route.InvokeAsync(With(scope.Services)).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (measured?.Fails(error, cancellationToken.IsCancellationRequested) == true)
        {
            throw;
        }

        // There is no message, and the compiler plug-in lets no observer ask for one.
        RouteContext With(IServiceProvider provider) => new(message: null!, provider, cancellationToken) { Event = happened };
    }
}

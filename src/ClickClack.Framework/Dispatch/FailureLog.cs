using ClickClack.Client;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// Logs what handlers throw: with its trace where it is new, and in one line while the same exception comes from the same place. A handler
/// that fails for everybody must not bury its first trace.
/// </summary>
internal sealed class FailureLog(TimeProvider time, ILogger logger)
{
    /// <summary>A trace is shown again after this time, for whoever reads only the end of the log.</summary>
    private static readonly TimeSpan ShownAgainAfter = TimeSpan.FromMinutes(10);

    private const int MostPlaces = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<(Type Error, string Handler, int Trace), long> shown = [];

    /// <summary>A handler is tried again.</summary>
    public void Failed(Exception error, Route route, string trigger, int attempt, int attempts, TimeSpan delay)
    {
        (Exception? trace, string what) = Describe(error, route);
        logger.HandlerFailed(trace, route, trigger, attempt, attempts, what, delay.TotalSeconds);
    }

    /// <summary>A handler is not tried again.</summary>
    public void GivenUp(Exception error, Route route, string trigger, int attempts)
    {
        (Exception? trace, string what) = Describe(error, route);
        logger.HandlerGivenUp(trace, route, trigger, attempts, what);
    }

    /// <summary>An observer is not tried again.</summary>
    public void ObserverGivenUp(Exception error, Route route, string trigger, int attempts)
    {
        (Exception? trace, string what) = Describe(error, route);
        logger.ObserverGivenUp(trace, route, trigger, attempts, what);
    }

    /// <summary>An error handler failed.</summary>
    public void ErrorHandlerFailed(Exception error, Route route, string trigger)
    {
        (Exception? trace, string what) = Describe(error, route);
        logger.ErrorHandlerFailed(trace, route, trigger, what);
    }

    /// <summary>The exception where its trace is worth showing, else what it says in one line.</summary>
    private (Exception? Trace, string What) Describe(Exception error, Route route)
    {
        // The text of an exception differs from message to message; its trace is the place.
        var place = (error.GetType(), route.Description.Handler, error.StackTrace?.GetHashCode(StringComparison.Ordinal) ?? 0);
        lock (gate)
        {
            if (shown.TryGetValue(place, out long at) && time.GetElapsedTime(at) < ShownAgainAfter)
            {
                return (null, $" ({error.GetType().Name}: {ServerText.Clean(error.Message)})");
            }

            if (shown.Count >= MostPlaces)
            {
                shown.Clear();
            }

            shown[place] = time.GetTimestamp();
            return (error, "");
        }
    }
}

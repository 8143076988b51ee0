using System.Diagnostics;
using ClickClack.Telemetry;

namespace ClickClack.Dispatch;

/// <summary>One attempt of a handler as it is measured: its span and how long it took.</summary>
internal sealed class HandlerCall : IDisposable
{
    private readonly RouteDescription route;
    private readonly BotMetrics metrics;
    private readonly TimeProvider time;
    private readonly Activity? span;
    private readonly long began;
    private string? error;

    private HandlerCall(RouteDescription route, BotMetrics metrics, TimeProvider time)
    {
        this.route = route;
        this.metrics = metrics;
        this.time = time;
        span = BotActivities.Source.StartActivity(BotActivities.HandleSpan);
        span?.SetTag(Tags.Handler, route.Handler);
        span?.SetTag(Tags.Cause, route.Cause);
        began = time.GetTimestamp();
    }

    /// <summary>Begins; null if nobody wants to know.</summary>
    public static HandlerCall? Begin(RouteDescription route, BotMetrics? metrics, TimeProvider time) =>
        metrics is not null && (metrics.MeasuresHandlers || BotActivities.Source.HasListeners()) ? new HandlerCall(route, metrics, time) : null;

    /// <summary>The handler threw. For an exception filter: it catches nothing.</summary>
    /// <param name="thrown">What it threw. Only its type is kept: its text may hold what a user wrote.</param>
    /// <param name="stopping">Whether the handler was told to end.</param>
    public bool Fails(Exception thrown, bool stopping)
    {
        if (!(stopping && thrown is OperationCanceledException))
        {
            error = thrown.GetType().FullName;
            span?.SetTag(Tags.ErrorType, error);
            span?.SetStatus(ActivityStatusCode.Error);
        }

        return false;
    }

    public void Dispose()
    {
        metrics.Handled(route.Handler, route.Cause, time.GetElapsedTime(began).TotalSeconds, error);
        span?.Dispose();
    }
}

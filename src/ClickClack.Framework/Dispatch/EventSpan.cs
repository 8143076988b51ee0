using System.Diagnostics;
using ClickClack.Protocol;
using ClickClack.Realtime;
using ClickClack.Telemetry;

namespace ClickClack.Dispatch;

/// <summary>The span of one event. It is linked to the span of whoever caused it, where the correlation id of the request tells that.</summary>
internal static class EventSpan
{
    /// <summary>The server bounds it; what comes from elsewhere is not taken whole.</summary>
    private const int LongestCorrelationId = 128;

    /// <summary>Begins it; null if nobody listens.</summary>
    public static Activity? Start(EventEntry entry)
    {
        if (!BotActivities.Source.HasListeners())
        {
            return null;
        }

        string? correlation = entry.Event.PayloadText("correlation_id") is { Length: <= LongestCorrelationId } text ? text : null;
        ActivityLink[] links = ActivityContext.TryParse(correlation, null, isRemote: true, out ActivityContext cause) ? [new ActivityLink(cause)] : [];
        Activity? span = BotActivities.Source.StartActivity(BotActivities.EventSpan, ActivityKind.Consumer, parentContext: default, links: links);
        span?.SetTag(Tags.EventType, KnownEventTypes.Of(entry.Event));
        span?.SetTag(Tags.Trigger, entry.Key);
        if (correlation is not null)
        {
            span?.SetTag(Tags.CorrelationId, correlation);
        }

        return span;
    }

    /// <summary>The current event is not handled.</summary>
    public static void Dropped(string reason) => BotActivities.Current?.SetTag(Tags.Reason, reason);
}

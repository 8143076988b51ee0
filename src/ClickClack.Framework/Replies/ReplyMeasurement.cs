using System.Diagnostics;
using ClickClack.Client;
using ClickClack.Telemetry;

namespace ClickClack.Replies;

/// <summary>A reply as it is measured: its span and what became of it.</summary>
internal static class ReplyMeasurement
{
    /// <summary>Begins the span of a reply; null if nobody listens.</summary>
    public static Activity? Start() => BotActivities.Source.StartActivity(BotActivities.ReplySpan, ActivityKind.Client);

    /// <summary>Counts what was written.</summary>
    /// <returns>The same.</returns>
    public static CreatedMessage Counted(this CreatedMessage created, BotMetrics metrics)
    {
        string outcome = created.Outcome switch
        {
            CreationOutcome.Created => "created",
            CreationOutcome.Repeated => "repeated",
            _ => "different",
        };
        BotActivities.Current?.SetTag(Tags.Outcome, outcome);
        if (created.Outcome == CreationOutcome.Created)
        {
            metrics.Written();
        }
        else
        {
            metrics.Replayed(outcome);
        }

        return created;
    }
}

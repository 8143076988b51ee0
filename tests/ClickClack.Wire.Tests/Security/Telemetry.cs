using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Runtime.ExceptionServices;

namespace ClickClack.Wire.Tests.Security;

/// <summary>
/// What a program that listens to everything hears of this process: activities with their tags and events, the event sources of
/// System.Net, every exception that is thrown, whoever catches it.
/// </summary>
internal sealed class Telemetry : EventListener
{
    private readonly ConcurrentQueue<string> heard = new();
    private readonly ActivityListener activities;

    public Telemetry()
    {
        activities = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Hear(Describe(activity)),
        };
        ActivitySource.AddActivityListener(activities);
        AppDomain.CurrentDomain.FirstChanceException += Thrown;
    }

    public IReadOnlyList<string> Heard => [.. heard];

    public override void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Thrown;
        activities.Dispose();
        base.Dispose();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("System.Net", StringComparison.Ordinal))
        {
            EnableEvents(eventSource, EventLevel.LogAlways, EventKeywords.All);
        }
    }

    // Called before the constructor ran, too.
    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        heard?.Enqueue($"{eventData.EventSource.Name}/{eventData.EventName} {eventData.Message} {string.Join(' ', eventData.Payload ?? new([]))}");

    private static string Describe(Activity activity) =>
        $"{activity.Source.Name}/{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} "
        + string.Join(' ', activity.Events.Select(happened => $"{happened.Name} {string.Join(' ', happened.Tags)}"));

    private void Thrown(object? sender, FirstChanceExceptionEventArgs thrown) => Hear($"{thrown.Exception.GetType()} {thrown.Exception.Message} {string.Join(' ', thrown.Exception.Data.Values.Cast<object>())}");

    private void Hear(string what) => heard.Enqueue(what);
}

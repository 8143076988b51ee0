using System.Collections.Concurrent;
using System.Diagnostics;
using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Telemetry;

namespace ClickClack.Framework.Tests.Telemetry;

public sealed class SpansTests
{
    [Fact]
    public void The_documentation_lists_the_spans_that_exist() => Assert.Equal(
        [BotActivities.EventSpan, BotActivities.HandleSpan, BotActivities.ReplySpan],
        DocumentedTelemetry.Table("observability.md", "Spans").Select(row => row[0]));

    [Fact]
    public async Task An_event_its_handler_and_the_reply_are_one_trace_linked_to_what_caused_it()
    {
        using var spans = new Spans();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text));

        Say(server, "hello", correlation: spans.Cause);

        await Eventually.True(() => spans.All.Count == 3, "three spans");
        Activity root = spans.Named(BotActivities.EventSpan), handle = spans.Named(BotActivities.HandleSpan), reply = spans.Named(BotActivities.ReplySpan);
        Assert.Null(root.Parent);
        Assert.Equal(default, root.ParentSpanId);
        Assert.Equal(spans.TraceId, Assert.Single(root.Links).Context.TraceId);
        Assert.Equal([root.SpanId, root.SpanId], [handle.ParentSpanId, reply.ParentSpanId]);
        Assert.Equal(
            [("clickclack.correlation_id", spans.Cause), ("clickclack.event.type", "message.created"), ("clickclack.trigger", "m:msg_000001")],
            root.Tags.Select(tag => (tag.Key, tag.Value)).Order());
        Assert.Equal([("clickclack.cause", "*"), ("clickclack.handler", "Tests.Handler.Handle")], handle.Tags.Select(tag => (tag.Key, tag.Value)).Order());
        Assert.Equal([("clickclack.outcome", "created")], reply.Tags.Select(tag => (tag.Key, tag.Value)));

        // Whoever sees the reply's event can link to the span that wrote it.
        Assert.Equal(reply.Id, server.Requests.Single(request => request.Method == "POST").Correlation);
    }

    [Fact]
    public async Task A_handler_that_throws_and_a_message_that_is_dropped_show()
    {
        using var spans = new Spans();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(message => throw new FormatException(message.Text)),
            options =>
            {
                options.MaxAttempts = 1;
                options.AllowFrom = ["@alice"];
            });

        Say(server, "secret", correlation: spans.Cause);
        Say(server, "secret", correlation: spans.Cause, author: "usr_bob");

        await Eventually.True(() => spans.All.Count == 3, "three spans");
        Activity handle = spans.Named(BotActivities.HandleSpan);
        Assert.Equal((ActivityStatusCode.Error, null), (handle.Status, handle.StatusDescription));
        Assert.Equal("System.FormatException", handle.GetTagItem("error.type"));
        Assert.Single(spans.All, span => Equals(span.GetTagItem("clickclack.reason"), DropReason.NotAllowed));
        Assert.DoesNotContain(spans.All.SelectMany(span => span.TagObjects), tag => tag.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Without_a_listener_calls_have_random_names_whatever_span_the_application_was_started_in()
    {
        using var application = new Activity("application");
        application.Start();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text));

        server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");

        string[] names = [.. server.Requests.Where(request => request.Path != "/api/realtime/ws").Select(request => request.Correlation!)];
        Assert.All(names, name => Assert.StartsWith("ccf-", name, StringComparison.Ordinal));
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    private static void Say(ScriptedServer server, string text, string correlation, string author = "usr_alice")
    {
        string message = server.Say(text, author: author, live: false);
        server.EventOf(message)["payload"]!["correlation_id"] = correlation;
        server.Send(server.EventOf(message));
    }

    /// <summary>The spans of events with one cause, though other tests have bots at the same time.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly ActivityListener listener;
        private readonly ConcurrentQueue<Activity> ended = new();
        private readonly ConcurrentDictionary<ActivityTraceId, bool> ours = new();

        public Spans()
        {
            Cause = $"00-{TraceId}-{ActivitySpanId.CreateRandom()}-01";
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == BotActivities.SourceName,
                Sample = Sample,
                ActivityStopped = ended.Enqueue,
            };
            ActivitySource.AddActivityListener(listener);
        }

        public ActivityTraceId TraceId { get; } = ActivityTraceId.CreateRandom();

        /// <summary>The correlation id of what caused the events.</summary>
        public string Cause { get; }

        public IReadOnlyList<Activity> All => [.. ended];

        public Activity Named(string name) => Assert.Single(All, span => span.OperationName == name);

        public void Dispose() => listener.Dispose();

        private ActivitySamplingResult Sample(ref ActivityCreationOptions<ActivityContext> options)
        {
            bool caused = options.Links?.Any(link => link.Context.TraceId == TraceId) == true;
            if (caused)
            {
                ours[options.TraceId] = true;
            }

            return caused || ours.ContainsKey(options.Parent.TraceId) ? ActivitySamplingResult.AllData : ActivitySamplingResult.None;
        }
    }
}

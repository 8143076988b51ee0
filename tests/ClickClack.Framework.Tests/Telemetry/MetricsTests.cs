using System.Diagnostics.Metrics;
using System.Reflection;
using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClickClack.Framework.Tests.Telemetry;

public sealed class MetricsTests
{
    private static ScriptedRoutes Echo() => ScriptedRoutes.Everywhere(message => message.Text);

    [Fact]
    public async Task The_documentation_lists_the_instruments_that_exist()
    {
        using var measurements = new Measurements();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());

        IEnumerable<string> documented = DocumentedTelemetry.Table("observability.md", "Metrics").Select(row => $"{row[0]} ({row[1]}, {row[2]})");
        IEnumerable<string> existing = measurements.InstrumentsOf(bot).Select(instrument => $"{instrument.Name} ({Kind(instrument)}, {instrument.Unit})");

        Assert.Equal(documented.Order(StringComparer.Ordinal), existing.Order(StringComparer.Ordinal));

        static string Kind(Instrument instrument) => instrument.GetType().Name switch
        {
            "Counter`1" or "ObservableCounter`1" => "counter",
            "Histogram`1" => "histogram",
            _ => "gauge",
        };
    }

    [Fact]
    public void The_documentation_lists_the_reasons_that_exist()
    {
        IEnumerable<string> reasons = typeof(DropReason)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(reasons.Order(), DocumentedTelemetry.Table("running.md", "Why a message was not answered").Select(row => row[0]).Order());
    }

    [Fact]
    public async Task A_conversation_measures_what_the_documentation_says()
    {
        using var measurements = new Measurements();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        int calls = 0;
        ScriptedRoutes routes = new ScriptedRoutes()
            .Channel("general", message => message.Text == "fail" && ++calls == 1 ? throw new FormatException("not yet") : message.Text);
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes, options => options.AllowFrom = ["usr_alice"]);

        server.Say("answered");
        await Eventually.True(() => server.Posted.Count == 1, "an answer; from here on the names of the channels are known");
        server.Say("denied", author: "usr_bob");
        server.Say("elsewhere", channel: "chn_ops");
        server.Say("fail");
        server.Emit("reaction.added", new() { ["message_id"] = "msg_000001", ["emoji"] = "👍", ["user_id"] = "usr_bob" }, "chn_general");
        server.Emit("something.new", new());
        server.Send(new() { ["type"] = "typing.started", ["cursor"] = "", ["payload"] = new System.Text.Json.Nodes.JsonObject() });
        await Eventually.True(() => server.Posted.Count == 2 && bot.Log.Count("own message") == 2, $"two answers\n{bot.Log}");
        await Eventually.True(() => measurements.Read(bot, "clickclack.events.unfinished") == 0, "all is done");

        Assert.Equal(6, Sum("clickclack.events.received", Tags.EventType, "message.created"));
        Assert.Equal(1, Sum("clickclack.events.received", Tags.EventType, "reaction.added"));
        Assert.Equal(1, Sum("clickclack.events.received", Tags.EventType, "other"));
        await Eventually.True(() => Sum("clickclack.events.received", Tags.EventType, "typing.started") == 1, "what is not kept is counted too");

        // Each message is one of the three.
        Assert.Equal(2, Sum("clickclack.messages.routed", Tags.Cause, "#general"));
        Assert.Equal(2, Sum("clickclack.messages.routed", Tags.Handler, "Tests.Handler.Handle"));
        Assert.Equal(1, Sum("clickclack.messages.unmatched", Tags.Reason, DropReason.NothingListens));
        Assert.Equal(1, Sum("clickclack.messages.dropped", Tags.Reason, DropReason.NotAllowed));
        Assert.Equal(2, Sum("clickclack.messages.dropped", Tags.Reason, DropReason.OwnMessage));
        Assert.Equal(6, Sum("clickclack.messages.routed") + Sum("clickclack.messages.unmatched") + Sum("clickclack.messages.dropped"));

        Assert.Equal(3, measurements.Of(bot, "clickclack.handler.duration").Count);
        Assert.Equal(1, Sum("clickclack.handler.failures", Tags.ErrorType, "System.FormatException"));
        Assert.InRange(Sum("clickclack.fetches", Tags.FetchKind, "single") + Sum("clickclack.fetches", Tags.FetchKind, "page"), 1, 2);
        Assert.Equal(2, Sum("clickclack.replies.written"));
        Assert.Equal(0, Sum("clickclack.replies.replayed"));
        Assert.Equal(6, measurements.Of(bot, "clickclack.events.lag").Count(one => Equals(one.Tags[Tags.EventType], "message.created")));
        Assert.Equal(1, measurements.Read(bot, "clickclack.connection.state", Tags.State, "Live"));
        Assert.Equal(0, measurements.Read(bot, "clickclack.connection.state", Tags.State, "Parked"));
        Assert.Equal(0, measurements.Read(bot, "clickclack.connection.parked"));

        double Sum(string name, string? tag = null, object? value = null) => measurements.Sum(bot, name, tag, value);
    }

    [Fact]
    public async Task What_is_measured_has_no_word_of_a_user_and_no_token()
    {
        using var measurements = new Measurements();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.AddUser("usr_secret", "secret-handle");
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options => options.AllowFrom = ["usr_alice"]);

        server.Say("secret-body");
        server.Say("secret-body", author: "usr_secret");
        server.Emit("secret-type", new() { ["secret"] = "secret" });
        await Eventually.True(() => server.Posted.Count == 1 && bot.Log.Has(DropReason.NotAllowed), "an answer");

        foreach (Instrument instrument in measurements.InstrumentsOf(bot))
        {
            foreach (object? value in measurements.Of(bot, instrument.Name).SelectMany(one => one.Tags.Values))
            {
                Assert.DoesNotContain("secret", value!.ToString()!, StringComparison.Ordinal);
                Assert.DoesNotContain("ccb_", value.ToString()!, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_burst_is_fetched_by_pages_and_waits_in_its_lane()
    {
        using var measurements = new Measurements();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var go = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(async (message, _) =>
        {
            await go.Task;
            return message.Text;
        }), services: builder => builder.Services.AddHealthChecks());

        for (int i = 0; i < 10; i++)
        {
            server.Say($"burst {i}");
        }

        server.Say("elsewhere", channel: "chn_ops");
        server.Say("elsewhere again", channel: "chn_ops");
        await Eventually.True(() => measurements.Read(bot, "clickclack.events.unfinished") == 12, "all came");

        // In the end one of each is at work; until then one or another is being read, and waits for nobody.
        await Eventually.AsyncTrue(
            async () => measurements.Read(bot, "clickclack.lanes.waiting") == 10
                && measurements.Read(bot, "clickclack.lanes.fullest") == 9
                && (await HealthAsync(bot)).Data is { } data
                && Equals(data.GetValueOrDefault("fullest_lane"), "chn_general")
                && Equals(data.GetValueOrDefault("fullest_lane_depth"), 9)
                && Equals(data.GetValueOrDefault("waiting_events"), 10),
            "nine wait in the one lane, and one in the other");

        go.SetResult();
        await Eventually.True(() => server.Posted.Count == 12, "all is answered");
        Assert.InRange(measurements.Sum(bot, "clickclack.fetches", Tags.FetchKind, "page"), 1, 5);
        await Eventually.True(() => measurements.Read(bot, "clickclack.lanes.waiting") == 0, "nothing waits");
        Assert.DoesNotContain("fullest_lane", (await HealthAsync(bot)).Data.Keys);
    }

    [Theory]
    [InlineData(false, "repeated")]
    [InlineData(true, "different")]
    public async Task An_answer_that_stood_there_already_is_a_replay(bool other, string outcome)
    {
        using var measurements = new Measurements();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        int times = 0;
        ScriptedRoutes routes = ScriptedRoutes.Everywhere(message => other ? $"{message.Text} {++times}" : message.Text);
        await using (RunningBot first = await RunningBot.StartLiveAsync(server, routes))
        {
            server.Say("hello");
            await Eventually.True(() => server.Posted.Count == 1, "an answer");
            await Eventually.True(() => measurements.Sum(first, "clickclack.replies.written") == 1, "it is counted once its response is there");
        }

        // A bot that knows nothing of the first one gets the same event again.
        await using RunningBot second = await RunningBot.StartLiveAsync(server, routes);
        server.Send(Renumbered(server, "msg_000001"));

        await Eventually.True(() => measurements.Sum(second, "clickclack.replies.replayed", Tags.Outcome, outcome) == 1, $"a replay\n{second.Log}");
        Assert.Single(server.Posted);
        Assert.Equal(0, measurements.Sum(second, "clickclack.replies.written"));
    }

    [Fact]
    public async Task A_message_that_cannot_even_be_read_is_counted_as_given_up()
    {
        using var measurements = new Measurements();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());
        server.Script("GET", "/api/messages/*", _ => Answer.Error(403, "bot token is missing scope messages:read"));

        server.Say("hello");

        await bot.LogsAsync("cannot be answered");
        await Eventually.True(
            () => measurements.Sum(bot, "clickclack.messages.dropped", Tags.Reason, DropReason.DeadLetter) == 1, "it is counted");
    }

    [Theory]
    [InlineData("echo", "echo")]
    [InlineData("", "usr_echo")]
    public async Task Every_measurement_tells_whose_it_is(string handle, string account)
    {
        using var measurements = new Measurements();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Users[ScriptedServer.BotId]["handle"] = handle;
        int calls = 0;
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, ScriptedRoutes.Everywhere(message => ++calls == 1 ? throw new FormatException() : message.Text), options => options.AllowFrom = ["usr_alice"]);

        server.Say("answered");
        server.Say("denied", author: "usr_bob");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        await server.Socket.CloseAsync(1013, "realtime client overflow");
        await bot.LogsAsync("live again");

        measurements.Read(bot, "clickclack.events.unfinished");
        foreach (Instrument instrument in measurements.InstrumentsOf(bot))
        {
            Assert.All(measurements.Of(bot, instrument.Name), one => Assert.Equal(account, one.Tags[Tags.Account]));
        }

        Assert.NotEmpty(measurements.Of(bot, "clickclack.handler.failures"));
    }

    [Fact]
    public async Task A_reconnect_tells_why()
    {
        using var measurements = new Measurements();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo());

        await server.Socket.CloseAsync(1013, "realtime client overflow");
        await bot.LogsAsync("live again");
        await server.SocketsAsync(2);
        server.Socket.Drop();
        await bot.LogsAsync("live again", 2);

        IReadOnlyList<(double, IReadOnlyDictionary<string, object?> Tags)> reconnects = measurements.Of(bot, "clickclack.connection.reconnects");
        Assert.Equal(("overflow", (object?)1013), (reconnects[0].Tags[Tags.EndKind], reconnects[0].Tags[Tags.CloseCode]));
        Assert.Equal("lost", reconnects[1].Tags[Tags.EndKind]);
        Assert.DoesNotContain(Tags.CloseCode, reconnects[1].Tags.Keys);
    }

    [Fact]
    public async Task Lag_and_parked_time_go_by_the_clock()
    {
        using var measurements = new Measurements();
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        var began = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(async (message, _) =>
            {
                began.TrySetResult();
                await go.Task;
                return null;
            }),
            options => options.MaxPending = 1,
            time);
        server.Say("one");
        await Eventually.Ends(began.Task, "it is at work");
        Assert.Equal(1, measurements.Read(bot, "clickclack.events.unfinished"));
        server.Say("two");
        await bot.StateAsync(ConnectionState.Parked);

        time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(7, measurements.Read(bot, "clickclack.connection.parked"));
        Assert.Equal(1, measurements.Read(bot, "clickclack.connection.state", Tags.State, "Parked"));

        go.SetResult();
        await Eventually.True(() => measurements.Of(bot, "clickclack.events.lag").Count == 2, "both are done");
        await bot.StateAsync(ConnectionState.Live);
        Assert.All(measurements.Of(bot, "clickclack.events.lag"), lag => Assert.Equal(7, lag.Value));
        Assert.Equal(7, measurements.Of(bot, "clickclack.handler.duration")[0].Value);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(7, measurements.Read(bot, "clickclack.connection.parked"));
    }

    [Fact]
    public void Without_a_listener_nothing_is_allocated()
    {
        using var metrics = new BotMetrics(factory: null);
        Measure();
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
        {
            Measure();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Measure()
        {
            metrics.Received("message.created");
            metrics.Routed("Handler", "/roll");
            metrics.Unmatched(DropReason.NothingListens);
            metrics.Dropped(DropReason.OwnMessage);
            metrics.Ended("message.created", 1);
            metrics.Handled("Handler", "/roll", 1, null);
            metrics.Fetched(page: true);
            metrics.Written();
            metrics.Replayed("repeated");
        }
    }

    /// <summary>The event of a message as if it had come later.</summary>
    private static System.Text.Json.Nodes.JsonObject Renumbered(ScriptedServer server, string message)
    {
        var wire = (System.Text.Json.Nodes.JsonObject)server.EventOf(message).DeepClone();
        wire["cursor"] = "cur_99999999";
        return wire;
    }

    private static async Task<HealthReportEntry> HealthAsync(RunningBot bot) =>
        (await bot.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["clickclack"];
}

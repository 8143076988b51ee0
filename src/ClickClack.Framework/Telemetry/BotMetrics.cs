using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ClickClack.Telemetry;

/// <summary>
/// What the bot counts and measures, as instruments of the meter <c>ClickClack</c>. docs/observability.md lists them. Tags hold names of
/// the framework and of handlers, and the bot's own; never what a user wrote. Counting allocates nothing.
/// </summary>
internal sealed class BotMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "ClickClack";

    private readonly Meter? owned;
    private readonly Counter<long> received;
    private readonly Counter<long> routed;
    private readonly Counter<long> unmatched;
    private readonly Counter<long> dropped;
    private readonly Histogram<double> lag;
    private readonly Histogram<double> handlerDuration;
    private readonly Counter<long> handlerFailures;
    private readonly Counter<long> fetches;
    private readonly Counter<long> written;
    private readonly Counter<long> replayed;
    private readonly Counter<long> reconnects;
    private KeyValuePair<string, object?> account = new(Tags.Account, "");

    /// <summary>Makes the instruments.</summary>
    /// <param name="factory">Makes the meter, so that several hosts in one process can be told apart; null for a meter of its own.</param>
    public BotMetrics(IMeterFactory? factory)
    {
        Meter meter = factory?.Create(MeterName) ?? (owned = new Meter(MeterName));
        received = meter.CreateCounter<long>("clickclack.events.received", "{event}", "Events that came, each once.");
        routed = meter.CreateCounter<long>("clickclack.messages.routed", "{message}", "Messages for which a handler was called.");
        unmatched = meter.CreateCounter<long>("clickclack.messages.unmatched", "{message}", "Messages to which no route applies.");
        dropped = meter.CreateCounter<long>("clickclack.messages.dropped", "{message}", "Messages that were not handled, by reason.");
        lag = meter.CreateHistogram<double>("clickclack.events.lag", "s", "From an event's creation to its end.");
        handlerDuration = meter.CreateHistogram<double>("clickclack.handler.duration", "s", "How long a handler ran, for each attempt.");
        handlerFailures = meter.CreateCounter<long>("clickclack.handler.failures", "{attempt}", "Attempts on which a handler threw.");
        fetches = meter.CreateCounter<long>("clickclack.fetches", "{request}", "Requests that fetched messages.");
        written = meter.CreateCounter<long>("clickclack.replies.written", "{message}", "Messages with which the bot answered.");
        replayed = meter.CreateCounter<long>("clickclack.replies.replayed", "{message}", "Answers that stood there already, under their nonce.");
        reconnects = meter.CreateCounter<long>("clickclack.connection.reconnects", "{reconnect}", "Connections that ended and were made again.");
        meter.CreateObservableGauge("clickclack.events.unfinished", () => Measure(Unfinished()), "{event}", "Events that are not done.");
        meter.CreateObservableGauge("clickclack.lanes.waiting", () => Measure(Lanes().Waiting), "{event}", "Events that wait for others, to be fetched or to run.");
        meter.CreateObservableGauge("clickclack.lanes.fullest", () => Measure(Lanes().Fullest), "{event}", "Events that wait in the lane with the most.");
        meter.CreateObservableCounter("clickclack.connection.parked", () => Measure(ParkedSeconds()), "s", "Time during which events were left on the server.");
        meter.CreateObservableGauge("clickclack.connection.state", () => States(), "{state}", "1 for the state the connection is in, 0 for the others.");
    }

    /// <summary>Whose measurements these are: the bot's handle, or its user id; empty before it has logged in.</summary>
    public string Account
    {
        get => (string)account.Value!;
        set => account = new KeyValuePair<string, object?>(Tags.Account, value);
    }

    /// <summary>Counts what is not done.</summary>
    public Func<int> Unfinished { get; set; } = static () => 0;

    /// <summary>Counts what waits: in the fullest lane, and in all.</summary>
    public Func<(int Fullest, int Waiting)> Lanes { get; set; } = static () => default;

    /// <summary>How long the bot has been parked, in seconds.</summary>
    public Func<double> ParkedSeconds { get; set; } = static () => 0;

    /// <summary>All states of the connection and the one it is in.</summary>
    public Func<(IReadOnlyList<string> All, string Current)> State { get; set; } = static () => ([], "");

    /// <summary>Whether anybody wants to know how long handlers run, or how often they fail.</summary>
    public bool MeasuresHandlers => handlerDuration.Enabled || handlerFailures.Enabled;

    /// <summary>Whether anybody wants to know the lag.</summary>
    public bool MeasuresLag => lag.Enabled;

    /// <summary>An event came, for the first time.</summary>
    /// <param name="type">One of a closed set of types.</param>
    public void Received(string type) => received.Add(1, new(Tags.EventType, type), account);

    /// <summary>A message has its route.</summary>
    public void Routed(string handler, string cause) =>
        routed.Add(1, new(Tags.Handler, handler), new(Tags.Cause, cause), account);

    /// <summary>No route applies to a message.</summary>
    public void Unmatched(string reason) => unmatched.Add(1, new(Tags.Reason, reason), account);

    /// <summary>A message is not handled.</summary>
    /// <param name="reason">One of a closed set of reasons.</param>
    public void Dropped(string reason) => dropped.Add(1, new(Tags.Reason, reason), account);

    /// <summary>An event is done.</summary>
    public void Ended(string type, double seconds) => lag.Record(Math.Max(0, seconds), new(Tags.EventType, type), account);

    /// <summary>A handler returned or threw.</summary>
    /// <param name="handler">Which.</param>
    /// <param name="cause">What it listens to.</param>
    /// <param name="seconds">How long it ran.</param>
    /// <param name="error">The type of what it threw, or null.</param>
    public void Handled(string handler, string cause, double seconds, string? error)
    {
        KeyValuePair<string, object?> route = new(Tags.Handler, handler), listens = new(Tags.Cause, cause);
        if (error is null)
        {
            handlerDuration.Record(seconds, route, listens, account);
        }
        else
        {
            var tags = new TagList { route, listens, account, { Tags.ErrorType, error } };
            handlerDuration.Record(seconds, in tags);
            handlerFailures.Add(1, in tags);
        }
    }

    /// <summary>A request fetched one message, or a page of them.</summary>
    public void Fetched(bool page) => fetches.Add(1, new(Tags.FetchKind, page ? "page" : "single"), account);

    /// <summary>A reply became visible.</summary>
    public void Written() => written.Add(1, account);

    /// <summary>A reply was visible already.</summary>
    /// <param name="outcome"><c>repeated</c> or <c>different</c>.</param>
    public void Replayed(string outcome) => replayed.Add(1, new(Tags.Outcome, outcome), account);

    /// <summary>The connection ended and is made again.</summary>
    /// <param name="kind">Why, one of a closed set.</param>
    /// <param name="code">The code with which the server closed it, or null.</param>
    public void Reconnecting(string kind, int? code)
    {
        var why = new KeyValuePair<string, object?>(Tags.EndKind, kind);
        if (code is null)
        {
            reconnects.Add(1, why, account);
        }
        else
        {
            reconnects.Add(1, why, new(Tags.CloseCode, code), account);
        }
    }

    public void Dispose() => owned?.Dispose();

    private IEnumerable<Measurement<int>> States()
    {
        (IReadOnlyList<string> all, string current) = State();
        foreach (string state in all)
        {
            yield return new Measurement<int>(state == current ? 1 : 0, new(Tags.State, state), account);
        }
    }

    private Measurement<T> Measure<T>(T value)
        where T : struct => new(value, account);
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.Framework.Tests.Telemetry;

/// <summary>What the bots of this process measure; a bot's own part of it is told by the factory of its meter.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentQueue<(Instrument Instrument, double Value, Dictionary<string, object?> Tags)> all = new();
    private readonly ConcurrentDictionary<Instrument, bool> instruments = new();
    private readonly MeterListener listener = new();

    /// <summary>Listens from now on.</summary>
    public Measurements()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == BotMetrics.MeterName)
            {
                instruments[instrument] = true;
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
    }

    public IReadOnlyList<Instrument> InstrumentsOf(RunningBot bot) => [.. instruments.Keys.Where(instrument => IsOf(bot, instrument))];

    /// <summary>What was measured, each as <c>value tag=value …</c>.</summary>
    public IReadOnlyList<(double Value, IReadOnlyDictionary<string, object?> Tags)> Of(RunningBot bot, string name) =>
        [.. all.Where(one => one.Instrument.Name == name && IsOf(bot, one.Instrument)).Select(one => (one.Value, (IReadOnlyDictionary<string, object?>)one.Tags))];

    /// <summary>The sum of a counter where a tag has a value.</summary>
    public double Sum(RunningBot bot, string name, string? tag = null, object? value = null) =>
        Of(bot, name).Where(one => tag is null || Equals(one.Tags.GetValueOrDefault(tag), value)).Sum(one => one.Value);

    /// <summary>Asks the gauges, and gives the last value of one.</summary>
    public double Read(RunningBot bot, string name, string? tag = null, object? value = null)
    {
        listener.RecordObservableInstruments();
        return Of(bot, name).Last(one => tag is null || Equals(one.Tags.GetValueOrDefault(tag), value)).Value;
    }

    public void Dispose() => listener.Dispose();

    private static bool IsOf(RunningBot bot, Instrument instrument) =>
        ReferenceEquals(instrument.Meter.Scope, bot.Services.GetRequiredService<IMeterFactory>());

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        all.Enqueue((instrument, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));
}

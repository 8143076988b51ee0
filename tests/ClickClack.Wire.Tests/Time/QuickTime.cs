using System.Diagnostics;

namespace ClickClack.Wire.Tests.Time;

/// <summary>
/// A clock that runs twenty times as fast as the real one: what waits for seconds waits for moments, in the same order, while the
/// network and the server take the time they take.
/// </summary>
internal sealed class QuickTime : TimeProvider
{
    private const int Speed = 20;

    private readonly DateTimeOffset began = DateTimeOffset.UtcNow;
    private readonly long beganAt = Stopwatch.GetTimestamp();

    public override long TimestampFrequency => Stopwatch.Frequency;

    public override long GetTimestamp() => beganAt + ((Stopwatch.GetTimestamp() - beganAt) * Speed);

    public override DateTimeOffset GetUtcNow() => began + (Stopwatch.GetElapsedTime(beganAt) * Speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new QuickTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)));

    private static TimeSpan Real(TimeSpan span) => span > TimeSpan.Zero ? span / Speed : span;

    private sealed class QuickTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Real(dueTime), Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

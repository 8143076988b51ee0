using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Time;
using ClickClack.Protocol;
using ClickClack.Realtime;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class RootOrderTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly List<string> passed = [];
    private readonly RootOrder order;

    public RootOrderTests() => order = new RootOrder((conversation, entry) => passed.Add($"{conversation}{entry.Key}"), time);

    private void Add(long? number, string conversation = "c") =>
        order.Add(conversation, number, new EventEntry(new WireEvent(), $"{number}", default));

    private void Later(double seconds) => time.Advance(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Rule14_what_comes_in_order_passes_at_once()
    {
        Add(5);
        Add(6);
        Add(7);

        Assert.Equal(["c5", "c6", "c7"], passed);
    }

    [Fact]
    public void Rule14_a_late_lower_number_goes_first()
    {
        Add(1);
        Add(3);
        Add(4);
        Assert.Equal(["c1"], passed);

        Add(2);

        Assert.Equal(["c1", "c2", "c3", "c4"], passed);
    }

    [Fact]
    public void Rule14_a_hole_is_waited_for_a_second_and_no_longer()
    {
        Add(1);
        Add(3);

        Later(0.99);
        Assert.Equal(["c1"], passed);
        Later(0.01);
        Assert.Equal(["c1", "c3"], passed);
        Add(4);
        Assert.Equal(["c1", "c3", "c4"], passed);
    }

    [Fact]
    public void Rule14_what_comes_after_its_turn_was_given_up_passes_at_once()
    {
        Add(1);
        Add(3);
        Later(1);

        Add(2);

        Assert.Equal(["c1", "c3", "c2"], passed);
    }

    [Fact]
    public void Rule14_of_many_holes_the_last_is_waited_for_no_longer_than_the_first()
    {
        Add(1);
        foreach (int number in (int[])[3, 5, 7, 9])
        {
            Add(number);
        }

        Later(1);

        Assert.Equal(["c1", "c3", "c5", "c7", "c9"], passed);
    }

    [Fact]
    public void Rule14_each_waits_for_its_own_second()
    {
        Add(1);
        Add(3);
        Later(0.6);
        Add(5);
        Later(0.4);
        Assert.Equal(["c1", "c3"], passed);

        Later(0.6);
        Assert.Equal(["c1", "c3", "c5"], passed);
    }

    [Fact]
    public void Rule14_other_traffic_does_not_prolong_the_wait()
    {
        Add(1);
        Add(3);
        for (int i = 0; i < 4; i++)
        {
            Later(0.25);
            Add(1);
        }

        Assert.Contains("c3", passed);
    }

    [Fact]
    public void Rule14_what_is_not_wanted_fills_its_place_all_the_same()
    {
        Add(1);
        Add(3);
        order.Add("c", 2, null);

        Assert.Equal(["c1", "c3"], passed);
    }

    [Fact]
    public void Rule14_a_clock_that_runs_on_while_a_wait_ends_does_no_harm()
    {
        var running = new RunningOnTime(time);
        using var hurried = new RootOrder((conversation, entry) => passed.Add($"{conversation}{entry.Key}"), running);
        foreach (long number in new long[] { 1, 3, 5, 7, 9 })
        {
            hurried.Add("c", number, new EventEntry(new WireEvent(), $"{number}", default));
        }

        Later(3);

        Assert.Equal(["c1", "c3", "c5", "c7", "c9"], passed);
    }

    /// <summary>Each look at the clock takes a fifth of a second.</summary>
    private sealed class RunningOnTime(ManualTime time) : TimeProvider
    {
        private long looks;

        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp() + (looks++ * TimeSpan.TicksPerSecond / 5);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Assert.True(dueTime >= TimeSpan.Zero, $"{dueTime}");
            return new StrictTimer(time.CreateTimer(callback, state, dueTime, period));
        }

        /// <summary>Refuses what a system's timer refuses.</summary>
        private sealed class StrictTimer(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
                return timer.Change(dueTime, period);
            }

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }

    [Fact]
    public void Rule14_conversations_do_not_wait_for_each_other()
    {
        Add(1);
        Add(3);
        Add(7, "d");
        Add(8, "d");

        Assert.Equal(["c1", "d7", "d8"], passed);
    }

    [Fact]
    public void A_message_without_a_number_passes_and_changes_nothing()
    {
        Add(null);
        Add(5);
        Add(null);
        Add(6);

        Assert.Equal(["c", "c5", "c", "c6"], passed);
    }

    [Fact]
    public void Rule19_at_the_stop_nothing_is_waited_for()
    {
        Add(1);
        Add(5);
        Add(3);
        order.PassAll();

        Assert.Equal(["c1", "c3", "c5"], passed);
        Later(5);
        Assert.Equal(3, passed.Count);
    }

    [Fact]
    public void After_disposal_nothing_passes()
    {
        Add(1);
        Add(3);
        order.Dispose();
        Later(5);

        Assert.Equal(["c1"], passed);
    }

    public void Dispose() => order.Dispose();
}

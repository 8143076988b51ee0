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
    private int fills;
    private Func<Task> fill = () => Task.CompletedTask;

    public RootOrderTests() => order = new RootOrder(
        (conversation, entry) => passed.Add($"{conversation}{entry.Key}"),
        () =>
        {
            fills++;
            return fill();
        },
        time);

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
    public void Rule14_a_hole_is_filled_from_the_log_in_its_place()
    {
        fill = () =>
        {
            Add(2);
            return Task.CompletedTask;
        };
        Add(1);
        Add(3);
        Later(1);

        Assert.Equal(["c1", "c2", "c3"], passed);
        Assert.Equal(1, fills);
    }

    [Fact]
    public void Rule14_what_comes_while_the_log_is_read_waits_for_its_end()
    {
        var read = new TaskCompletionSource();
        fill = () => read.Task;
        Add(1);
        Add(3);
        Add(1, "d");
        Add(3, "d");
        Later(1);
        Add(4);
        Later(3);
        Assert.Equal(["c1", "d1"], passed);

        Add(2, "d");
        read.SetResult();

        Assert.Equal(["c1", "d1", "d2", "d3", "c3", "c4"], passed);
        Assert.Equal(1, fills);
    }

    [Fact]
    public void Rule14_a_log_that_is_read_in_vain_is_left_alone_for_longer_each_time()
    {
        Add(1);
        var asked = new List<int>();
        for (int second = 1; second <= 300; second++)
        {
            int before = fills;
            Add((2 * second) + 1);
            Later(1);
            if (fills > before)
            {
                asked.Add(second);
            }
        }

        Assert.Equal([1, 11, 31, 71, 151], asked);
        Assert.Equal(301, passed.Count);
    }

    [Fact]
    public void Rule14_a_log_that_had_what_was_missing_is_asked_again_at_once()
    {
        Add(1);
        for (int number = 3; number <= 21; number += 2)
        {
            int missing = number - 1;
            fill = () =>
            {
                Add(missing);
                return Task.CompletedTask;
            };
            Add(number);
            Later(1);
        }

        Assert.Equal(10, fills);
        Assert.Equal([.. Enumerable.Range(1, 21).Select(number => $"c{number}")], passed);
    }

    [Fact]
    public async Task Rule19_a_stop_waits_for_the_log_that_is_being_read()
    {
        var read = new TaskCompletionSource();
        fill = () => read.Task;
        Add(1);
        Add(3);
        Later(1);
        Task passing = order.PassAllAsync();
        Assert.False(passing.IsCompleted);

        read.SetResult();
        await passing;

        Assert.Equal(["c1", "c3"], passed);
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
        using var hurried = new RootOrder((conversation, entry) => passed.Add($"{conversation}{entry.Key}"), () => Task.CompletedTask, running);
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
    public async Task Rule19_at_the_stop_nothing_is_waited_for()
    {
        Add(1);
        Add(5);
        Add(3);
        await order.PassAllAsync();

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

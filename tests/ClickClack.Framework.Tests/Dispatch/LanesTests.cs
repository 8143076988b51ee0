using System.Collections.Concurrent;
using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Time;
using ClickClack.Protocol;
using ClickClack.Realtime;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class LanesTests
{
    private static EventEntry Entry(string key) => new(new WireEvent(), key, default);

    [Fact]
    public async Task Rule14_one_lane_runs_one_after_the_other()
    {
        int running = 0;
        var order = new ConcurrentQueue<string>();
        var lanes = new Lanes(async entry =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            await Task.Yield();
            order.Enqueue(entry.Key);
            Interlocked.Decrement(ref running);
        });
        string[] keys = [.. Enumerable.Range(0, 200).Select(i => $"{i}")];
        foreach (string key in keys)
        {
            lanes.Add("lane", Entry(key));
        }

        await Eventually.Ends(lanes.WhenIdleAsync(), "the lane");
        Assert.Equal(keys, order);
    }

    [Fact]
    public async Task Rule14_lanes_run_side_by_side()
    {
        var other = new TaskCompletionSource();
        var lanes = new Lanes(entry =>
        {
            if (entry.Key == "first")
            {
                return other.Task;
            }

            other.SetResult();
            return Task.CompletedTask;
        });
        lanes.Add("a", Entry("first"));
        lanes.Add("b", Entry("second"));

        await Eventually.Ends(lanes.WhenIdleAsync(), "both lanes");
    }

    [Fact]
    public async Task Adding_returns_at_once_also_if_the_work_never_yields()
    {
        using var gate = new ManualResetEventSlim();
        var lanes = new Lanes(_ =>
        {
            gate.Wait();
            return Task.CompletedTask;
        });
        lanes.Add("a", Entry("x"));
        lanes.Add("a", Entry("y"));
        Task idle = lanes.WhenIdleAsync();
        Assert.False(idle.IsCompleted);

        gate.Set();
        await Eventually.Ends(idle, "the lane");
    }

    [Fact]
    public void Without_work_it_is_idle() => Assert.True(new Lanes(_ => Task.CompletedTask).WhenIdleAsync().IsCompleted);

    [Fact]
    public async Task No_event_is_lost_between_the_end_of_a_lane_and_the_next_event()
    {
        int ran = 0;
        var lanes = new Lanes(_ =>
        {
            Interlocked.Increment(ref ran);
            return Task.CompletedTask;
        });
        for (int i = 0; i < 20_000; i++)
        {
            lanes.Add("lane", Entry("x"));
        }

        await Eventually.True(() => ran == 20_000, "every event runs");
        await Eventually.Ends(lanes.WhenIdleAsync(), "the lane");
    }
}

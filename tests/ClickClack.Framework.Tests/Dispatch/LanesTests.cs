using System.Collections.Concurrent;
using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Time;
using ClickClack.Protocol;
using ClickClack.Realtime;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class LanesTests
{
    private readonly ManualTime time = new();
    private readonly ConcurrentQueue<string> order = new();

    private static EventEntry Entry(string key) => new(new WireEvent(), key, default);

    private static LaneKey Key(LaneMode mode, double seconds = 0, string id = "usr_alice", string handler = "Handler") =>
        new(handler, new RouteLane(By.User, mode) { Quiet = TimeSpan.FromSeconds(seconds) }, id);

    private Lanes Lanes(Func<LaneTicket, Task> run, int mostAhead = 256) => new(run, mostAhead, time);

    /// <summary>Lanes in which everything is matched as soon as it is its turn, and runs for as long as its step says.</summary>
    private Lanes Matching(Func<string, LaneKey?> match, Func<string, Task> work, int mostAhead = 256, Func<string, bool>? mustRun = null)
    {
        Lanes? lanes = null;
        return lanes = Lanes(
            async ticket =>
            {
                string key = ticket.Entry.Key;
                order.Enqueue($"{key} matched");
                if (!await lanes!.EnterAsync(ticket, match(key), mustRun?.Invoke(key) == true, 1))
                {
                    order.Enqueue($"{key} superseded");
                    return;
                }

                order.Enqueue($"{key} runs");
                await work(key);
            },
            mostAhead);
    }

    private Task Seen(string what) => Eventually.True(() => order.Contains(what), $"{what}; so far {string.Join(", ", order)}");

    private static Task WaitsInItsLane(Lanes lanes) =>
        Eventually.True(() => lanes.Depths() == new LaneDepths("usr_alice (Handler)", 1, 1), "one waits in its lane");

    private string[] All(string what) => [.. order.Where(line => line.EndsWith(what, StringComparison.Ordinal)).Select(line => line.Split(' ')[0])];

    [Fact]
    public async Task Rule14_one_arrival_queue_runs_one_after_the_other()
    {
        int running = 0;
        Lanes lanes = Lanes(async ticket =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            await Task.Yield();
            order.Enqueue(ticket.Entry.Key);
            Interlocked.Decrement(ref running);
        });
        string[] keys = [.. Enumerable.Range(0, 200).Select(i => $"{i}")];
        foreach (string key in keys)
        {
            lanes.Add("lane", Entry(key));
        }

        await Eventually.Ends(lanes.FinishAsync(), "the lane");
        Assert.Equal(keys, order);
    }

    [Fact]
    public async Task Rule14_the_default_lane_runs_in_the_order_of_its_arrival_queue_one_at_a_time()
    {
        int running = 0;
        Lanes lanes = Matching(
            _ => null,
            async _ =>
            {
                Assert.Equal(1, Interlocked.Increment(ref running));
                await Task.Yield();
                Interlocked.Decrement(ref running);
            });
        string[] keys = [.. Enumerable.Range(0, 1000).Select(i => $"{i}")];
        foreach (string key in keys)
        {
            lanes.Add("lane", Entry(key));
        }

        await Eventually.Ends(lanes.FinishAsync(), "the lane");
        Assert.Equal(keys, All("runs"));
    }

    [Fact]
    public async Task Rule14_a_backlog_of_what_ends_at_once_ends_in_order_on_any_stack()
    {
        var gate = new TaskCompletionSource();
        Lanes lanes = Matching(_ => null, key => key == "0" ? gate.Task : Task.CompletedTask, mostAhead: 20_000);
        string[] keys = [.. Enumerable.Range(0, 20_000).Select(number => $"{number}")];
        foreach (string key in keys)
        {
            lanes.Add("lane", Entry(key));
        }

        await Eventually.True(() => All("matched").Length == keys.Length, "all are matched");
        gate.SetResult();
        await Eventually.Ends(lanes.FinishAsync(), "the lane");
        Assert.Equal(keys, All("runs"));
    }

    [Fact]
    public async Task Rule14_a_handler_that_keeps_its_thread_keeps_nothing_else()
    {
        using var gate = new ManualResetEventSlim();
        Lanes lanes = Matching(key => key == "cancel" ? Key(LaneMode.Queue) : null, key =>
        {
            if (key == "b")
            {
                gate.Wait(TestContext.Current.CancellationToken);
            }

            return Task.CompletedTask;
        });
        foreach (string key in (string[])["a", "b", "c", "cancel"])
        {
            lanes.Add("lane", Entry(key));
        }

        lanes.Add("other", Entry("d"));
        await Seen("cancel runs");
        await Seen("d runs");
        Assert.DoesNotContain("c", All("runs"));
        gate.Set();
        await Eventually.Ends(lanes.FinishAsync(), "the lanes");
    }

    [Fact]
    public async Task Rule14_the_next_is_matched_while_the_one_before_runs()
    {
        var gate = new TaskCompletionSource();
        Lanes lanes = Matching(_ => null, key => key == "a" ? gate.Task : Task.CompletedTask);
        lanes.Add("lane", Entry("a"));
        lanes.Add("lane", Entry("b"));

        await Seen("b matched");
        Assert.Equal(["a"], All("runs"));
        gate.SetResult();
        await Eventually.Ends(lanes.FinishAsync(), "the lane");
        Assert.Equal(["a", "b"], All("runs"));
    }

    [Fact]
    public async Task Rule14_so_many_are_matched_ahead_and_no_more()
    {
        var gate = new SemaphoreSlim(0);
        Lanes lanes = Matching(_ => null, _ => gate.WaitAsync(), mostAhead: 4);
        for (int i = 0; i < 10; i++)
        {
            lanes.Add("lane", Entry($"{i}"));
        }

        await Eventually.True(() => All("matched").Length == 4, "four are matched");
        gate.Release();
        await Eventually.True(() => All("runs").Length == 2, "the second runs");
        Assert.Equal(4, All("matched").Length);
        gate.Release();
        await Eventually.True(() => All("runs").Length == 3, "the third runs");
        await Eventually.True(() => All("matched").Length == 6, "half of them are over, so two more are matched");
        Assert.Equal(new LaneDepths("lane", 7, 7), lanes.Depths());
        gate.Release(8);
        await Eventually.Ends(lanes.FinishAsync(), "the lane");
        Assert.Equal(10, All("runs").Length);
    }

    [Fact]
    public async Task Rule14_a_lane_of_its_own_does_not_wait_for_the_default_one()
    {
        var gate = new TaskCompletionSource();
        Lanes lanes = Matching(key => key == "cancel" ? Key(LaneMode.Queue) : null, key => key == "a" ? gate.Task : Task.CompletedTask);
        foreach (string key in (string[])["a", "b", "cancel"])
        {
            lanes.Add("lane", Entry(key));
        }

        await Seen("cancel runs");
        Assert.Equal(["a", "cancel"], All("runs"));
        gate.SetResult();
        await Eventually.Ends(lanes.FinishAsync(), "the lanes");
    }

    [Fact]
    public async Task Rule14_lanes_are_of_one_handler_and_one_key()
    {
        var gate = new TaskCompletionSource();
        Lanes lanes = Matching(
            key => key switch
            {
                "other user" => Key(LaneMode.Queue, id: "usr_bob"),
                "other handler" => Key(LaneMode.Queue, handler: "Other"),
                _ => Key(LaneMode.Queue),
            },
            _ => gate.Task);
        lanes.Add("one", Entry("a"));
        await Seen("a runs");
        lanes.Add("two", Entry("b"));
        lanes.Add("two", Entry("other user"));
        lanes.Add("two", Entry("other handler"));

        await Seen("other handler runs");
        await Seen("other user runs");
        Assert.DoesNotContain("b runs", order);
        Assert.Equal(new LaneDepths("usr_alice (Handler)", 1, 1), lanes.Depths());
        gate.SetResult();
        await Eventually.Ends(lanes.FinishAsync(), "the lanes");
        Assert.Equal(default, lanes.Depths());
    }

    [Fact]
    public async Task Rule14_parallel_waits_for_nobody()
    {
        var gate = new TaskCompletionSource();
        Lanes lanes = Matching(_ => Key(LaneMode.Parallel), _ => gate.Task);
        for (int i = 0; i < 20; i++)
        {
            lanes.Add("lane", Entry($"{i}"));
        }

        await Eventually.True(() => All("runs").Length == 20, "all run");
        gate.SetResult();
        await Eventually.Ends(lanes.FinishAsync(), "the lane");
    }

    [Fact]
    public async Task Rule14_the_latest_takes_the_place_of_what_waits_and_not_of_what_runs()
    {
        var gate = new TaskCompletionSource();
        Lanes lanes = Matching(_ => Key(LaneMode.Latest), _ => gate.Task);
        foreach (string key in (string[])["a", "b", "c", "d"])
        {
            lanes.Add("lane", Entry(key));
        }

        await Seen("d matched");
        await Seen("c superseded");
        gate.SetResult();
        await Eventually.Ends(lanes.FinishAsync(), "the lane");

        Assert.Equal(["a", "d"], All("runs"));
        Assert.Equal(["b", "c"], All("superseded").Order());
    }

    [Fact]
    public async Task Rule14_what_an_earlier_run_had_begun_is_not_superseded()
    {
        var gate = new TaskCompletionSource();
        Lanes lanes = Matching(_ => Key(LaneMode.Latest), _ => gate.Task, mustRun: key => key is "b");
        foreach (string key in (string[])["a", "b", "c", "d"])
        {
            lanes.Add("lane", Entry(key));
        }

        await Seen("c superseded");
        gate.SetResult();
        await Eventually.Ends(lanes.FinishAsync(), "the lane");

        Assert.Equal(["a", "b", "d"], All("runs"));
    }

    [Fact]
    public async Task Rule14_debounce_runs_the_last_when_nothing_came_for_a_while()
    {
        Lanes lanes = Matching(_ => Key(LaneMode.Debounce, seconds: 2), _ => Task.CompletedTask);
        lanes.Add("lane", Entry("a"));
        await WaitsInItsLane(lanes);
        time.Advance(TimeSpan.FromSeconds(1.5));
        lanes.Add("lane", Entry("b"));
        await Seen("a superseded");
        await WaitsInItsLane(lanes);
        time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Empty(All("runs"));

        time.Advance(TimeSpan.FromSeconds(0.5));
        await Seen("b runs");
        await Eventually.Ends(lanes.FinishAsync(), "the lane");
        Assert.Equal(["b"], All("runs"));
    }

    [Fact]
    public async Task Rule14_debounce_waits_for_what_runs_too()
    {
        var gate = new TaskCompletionSource();
        Lanes lanes = Matching(_ => Key(LaneMode.Debounce, seconds: 1), _ => gate.Task);
        lanes.Add("lane", Entry("a"));
        await WaitsInItsLane(lanes);
        time.Advance(TimeSpan.FromSeconds(1));
        await Seen("a runs");
        lanes.Add("lane", Entry("b"));
        await WaitsInItsLane(lanes);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["a"], All("runs"));

        lanes.Add("lane", Entry("c"));
        await Seen("b superseded");
        await WaitsInItsLane(lanes);
        time.Advance(TimeSpan.FromSeconds(1));
        gate.SetResult();
        await Eventually.Ends(lanes.FinishAsync(), "the lane");
        Assert.Equal(["a", "c"], All("runs"));
    }

    [Fact]
    public async Task Rule19_at_the_stop_no_quiet_is_waited_for()
    {
        Lanes lanes = Matching(_ => Key(LaneMode.Debounce, seconds: 3600), _ => Task.CompletedTask);
        lanes.Add("lane", Entry("a"));
        await WaitsInItsLane(lanes);

        await Eventually.Ends(lanes.FinishAsync(), "the lane");

        Assert.Equal(["a"], All("runs"));
    }

    [Fact]
    public async Task Rule14_a_message_that_changed_while_it_waited_is_out_of_date()
    {
        var gate = new TaskCompletionSource();
        var stale = new ConcurrentDictionary<string, bool>();
        int entered = 0;
        Lanes? lanes = null;
        lanes = Lanes(async ticket =>
        {
            ValueTask<bool> turn = lanes!.EnterAsync(ticket, null, false, 1);
            Interlocked.Increment(ref entered);
            await turn;
            await gate.Task;
            stale[ticket.Entry.Key] = ticket.IsStale;
        });
        foreach (string key in (string[])["a", "b", "c"])
        {
            lanes.Add("lane", Entry(key));
        }

        await Eventually.True(() => entered == 3, "two wait");
        lanes.Expire("b");
        lanes.Expire("z");
        gate.SetResult();
        await Eventually.Ends(lanes.FinishAsync(), "the lane");

        Assert.Equal((false, true, false), (stale["a"], stale["b"], stale["c"]));
    }

    [Fact]
    public async Task What_is_abandoned_while_it_waits_holds_up_nobody()
    {
        using var abandon = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        Lanes? lanes = null;
        lanes = Lanes(async ticket =>
        {
            try
            {
                await lanes!.EnterAsync(ticket, Key(LaneMode.Queue), false, 1);
                await gate.Task.WaitAsync(abandon.Token);
            }
            catch (OperationCanceledException)
            {
            }
        });
        for (int i = 0; i < 5; i++)
        {
            lanes.Add("lane", Entry($"{i}"));
        }

        Task finished = lanes.FinishAsync();
        lanes.Abandon();
        await abandon.CancelAsync();

        await Eventually.Ends(finished, "the lanes");
    }

    [Fact]
    public async Task Rule14_lanes_run_side_by_side()
    {
        var other = new TaskCompletionSource();
        Lanes lanes = Lanes(ticket =>
        {
            if (ticket.Entry.Key == "first")
            {
                return other.Task;
            }

            other.SetResult();
            return Task.CompletedTask;
        });
        lanes.Add("a", Entry("first"));
        lanes.Add("b", Entry("second"));

        await Eventually.Ends(lanes.FinishAsync(), "both lanes");
    }

    [Fact]
    public async Task Adding_returns_at_once_also_if_the_work_never_yields()
    {
        using var gate = new ManualResetEventSlim();
        Lanes lanes = Lanes(_ =>
        {
            gate.Wait();
            return Task.CompletedTask;
        });
        lanes.Add("a", Entry("x"));
        lanes.Add("a", Entry("y"));
        Task idle = lanes.FinishAsync();
        Assert.False(idle.IsCompleted);

        gate.Set();
        await Eventually.Ends(idle, "the lane");
    }

    [Fact]
    public void Without_work_it_is_idle() => Assert.True(Lanes(_ => Task.CompletedTask).FinishAsync().IsCompleted);

    [Fact]
    public async Task No_event_is_lost_between_the_end_of_a_lane_and_the_next_event()
    {
        int ran = 0;
        Lanes lanes = Lanes(_ =>
        {
            Interlocked.Increment(ref ran);
            return Task.CompletedTask;
        });
        for (int i = 0; i < 20_000; i++)
        {
            lanes.Add("lane", Entry("x"));
        }

        await Eventually.True(() => ran == 20_000, "every event runs");
        await Eventually.Ends(lanes.FinishAsync(), "the lane");
    }
}

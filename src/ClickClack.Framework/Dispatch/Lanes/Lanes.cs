using ClickClack.Realtime;

namespace ClickClack.Dispatch;

/// <summary>
/// Where events wait for each other, in two stages (delivery rule 14). In the arrival queue of their conversation, or of their thread for
/// a reply, one after the other is fetched and matched. Then each waits in the running lane that its route asks for, while the arrival
/// queue goes on. What is not asked for otherwise runs one after the other in the order of its arrival queue.
/// </summary>
/// <param name="run">Takes an event from its arrival to its end. It must not throw.</param>
/// <param name="mostAhead">
/// So many events of one arrival queue are matched and not over at most: their texts are held in memory. At half as many it goes on.
/// </param>
/// <param name="time">The clock.</param>
internal sealed class Lanes(Func<LaneTicket, Task> run, int mostAhead, TimeProvider time)
{
    /// <summary>What is matched and not over holds so much text, of all together. Beyond it each queue has one at a time.</summary>
    private const int MostCharacters = 16 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, ArrivalQueue> arrivals = new(StringComparer.Ordinal);
    private readonly Dictionary<LaneKey, RunningLane> own = [];

    /// <summary>What has begun, by trigger key.</summary>
    private readonly Dictionary<string, LaneTicket> tickets = new(StringComparer.Ordinal);

    private long characters;
    private int unfinished;
    private bool finishing;
    private bool abandoned;
    private TaskCompletionSource? idle;

    /// <summary>Puts an event at the end of an arrival queue. Returns at once.</summary>
    /// <param name="queue">The id of the channel, the direct conversation, or the root of the thread.</param>
    /// <param name="entry">The event.</param>
    public void Add(string queue, EventEntry entry)
    {
        ArrivalQueue? arrival;
        lock (gate)
        {
            if (!arrivals.TryGetValue(queue, out arrival))
            {
                arrivals.Add(queue, arrival = new ArrivalQueue(this, queue));
            }

            unfinished++;
            arrival.Arriving.Enqueue(entry);
            if (!MayBegin(arrival))
            {
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(arrival, preferLocal: false);
    }

    /// <summary>
    /// Begins with the next event of an arrival queue, whose turn it is. In a backlog it goes on with those that come to wait in their lanes
    /// at once, because their messages are there already.
    /// </summary>
    public void Begin(ArrivalQueue arrival)
    {
        bool goesOn;
        do
        {
            LaneTicket ticket;
            lock (gate)
            {
                ticket = new LaneTicket(arrival, arrival.Arriving.Dequeue());
                tickets[ticket.Entry.Key] = ticket;
            }

            _ = RunAsync(ticket);
            lock (gate)
            {
                ticket.HasBegun = true;
                goesOn = arrival.GoesOn;
                arrival.GoesOn = false;
            }
        }
        while (goesOn);
    }

    /// <summary>An event is matched: it leaves the arrival queue, which goes on, and enters a running lane.</summary>
    /// <param name="ticket">The event.</param>
    /// <param name="key">The lane; null for the default lane.</param>
    /// <param name="mustRun">Whether no later event may take its place.</param>
    /// <param name="text">How many characters it holds in memory.</param>
    /// <returns>
    /// Whether it is to run: false if it is superseded. It is completed already if its turn has come at once, and cancelled by
    /// <see cref="Abandon"/>.
    /// </returns>
    public ValueTask<bool> EnterAsync(LaneTicket ticket, LaneKey? key, bool mustRun, int text)
    {
        Task<bool>? turn = null;
        bool goOn;
        lock (gate)
        {
            ArrivalQueue arrival = ticket.Arrival;
            ticket.Stage = LaneStage.Running;
            ticket.Characters = text;
            ticket.MustRun = mustRun;
            characters += text;
            arrival.Ahead++;
            arrival.IsBusy = false;
            if (key?.Rule.Mode != LaneMode.Parallel)
            {
                turn = Enter(ticket, key is { } asked ? Own(asked) : arrival.Default);
            }

            // What runs at once may keep its thread for long: the queue goes on with another.
            goOn = MayBegin(arrival) && (turn is null || !TryGoOn(ticket));
        }

        if (goOn)
        {
            ThreadPool.UnsafeQueueUserWorkItem(ticket.Arrival, preferLocal: false);
        }

        return turn is null ? new ValueTask<bool>(true) : new ValueTask<bool>(turn);
    }

    /// <summary>The message of a trigger changed: what was fetched of it is out of date.</summary>
    /// <returns>Whether it has begun, and is not over.</returns>
    public bool Expire(string trigger)
    {
        lock (gate)
        {
            if (!tickets.TryGetValue(trigger, out LaneTicket? ticket))
            {
                return false;
            }

            ticket.IsStale = true;
            return true;
        }
    }

    /// <summary>Ends when nothing runs and nothing waits. No lane is waited for to be quiet any more: nothing further comes.</summary>
    public Task FinishAsync()
    {
        lock (gate)
        {
            finishing = true;
            foreach (RunningLane lane in own.Values)
            {
                lane.Ripen()?.ResumeElsewhere();
            }

            return unfinished == 0
                ? Task.CompletedTask
                : (idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>The time to finish is over: whatever waits for its turn to run is told so.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            abandoned = true;
            foreach (LaneTicket ticket in tickets.Values)
            {
                ticket.Abandon();
            }
        }
    }

    /// <summary>What waits behind what is at work.</summary>
    public LaneDepths Depths()
    {
        var depths = default(LaneDepths);
        lock (gate)
        {
            foreach (ArrivalQueue arrival in arrivals.Values)
            {
                depths = depths.And(arrival.Arriving.Count + arrival.Default.Waiting, arrival.Name);
            }

            foreach ((LaneKey key, RunningLane lane) in own)
            {
                depths = depths.And(lane.Waiting, key);
            }
        }

        return depths;
    }

    private async Task RunAsync(LaneTicket ticket)
    {
        try
        {
            await run(ticket).ConfigureAwait(false);
        }
        finally
        {
            End(ticket);
        }
    }

    private RunningLane Own(LaneKey key)
    {
        if (!own.TryGetValue(key, out RunningLane? lane))
        {
            own.Add(key, lane = new RunningLane(key));
        }

        return lane;
    }

    private Task<bool>? Enter(LaneTicket ticket, RunningLane lane)
    {
        ticket.Lane = lane;
        bool debounces = lane.Key?.Rule.Mode == LaneMode.Debounce && !ticket.MustRun && !finishing;
        if (lane.Key?.Rule.Mode is LaneMode.Latest or LaneMode.Debounce && !ticket.MustRun)
        {
            // It is unfinished itself, and recorded as such before any of these is recorded as done: no crash loses them all.
            lane.Supersede();
        }

        ticket.IsRipe = !debounces;
        if (lane.TryEnter(ticket))
        {
            return null;
        }

        lane.Enqueue(ticket);
        if (debounces)
        {
            ticket.Ripening = time.CreateTimer(_ => Ripen(ticket), null, lane.Key!.Value.Rule.Quiet, Timeout.InfiniteTimeSpan);
        }

        Task<bool> turn = ticket.Wait();
        if (abandoned)
        {
            ticket.Abandon();
        }

        return turn;
    }

    /// <summary>A ticket's lane was quiet for long enough.</summary>
    private void Ripen(LaneTicket ticket)
    {
        lock (gate)
        {
            if (ticket.Stage == LaneStage.Waiting)
            {
                ticket.IsRipe = true;
                ticket.Lane!.Next()?.ResumeElsewhere();
            }
        }
    }

    /// <summary>Whether the next event of a queue is to be fetched now. If so, that is to be seen to.</summary>
    private bool MayBegin(ArrivalQueue arrival)
    {
        arrival.IsFull = arrival.Ahead >= (arrival.IsFull ? (mostAhead / 2) + 1 : mostAhead);
        if (arrival.IsBusy || arrival.Arriving.Count == 0 || (arrival.Ahead > 0 && (arrival.IsFull || characters >= MostCharacters)))
        {
            return false;
        }

        arrival.IsBusy = true;
        return true;
    }

    /// <summary>Leaves it to <see cref="Begin"/> to go on, if it has not returned from the ticket yet.</summary>
    private static bool TryGoOn(LaneTicket ticket) => !ticket.HasBegun && (ticket.Arrival.GoesOn = true);

    private void End(LaneTicket ticket)
    {
        ArrivalQueue arrival = ticket.Arrival;
        LaneTicket? next = null;
        bool goOn;
        lock (gate)
        {
            LaneStage stage = ticket.Stage;
            ticket.Stage = LaneStage.Ended;
            ticket.Ripening?.Dispose();
            tickets.Remove(ticket.Entry.Key);
            if (stage == LaneStage.Arriving)
            {
                arrival.IsBusy = false;
            }
            else
            {
                arrival.Ahead--;
                characters -= ticket.Characters;
                if (stage == LaneStage.Running && ticket.Lane is { } lane)
                {
                    next = lane.Release();
                    if (lane is { Key: { } key, IsIdle: true })
                    {
                        own.Remove(key);
                    }
                }
            }

            if (--unfinished == 0)
            {
                idle?.TrySetResult();
                idle = null;
            }

            goOn = MayBegin(arrival);
            if (!goOn && !arrival.IsBusy && arrival.Ahead == 0)
            {
                arrivals.Remove(arrival.Name);
            }

            goOn = goOn && !TryGoOn(ticket);
        }

        if (goOn)
        {
            ThreadPool.UnsafeQueueUserWorkItem(arrival, preferLocal: false);
        }

        next?.Resume();
    }
}

using System.Diagnostics;
using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Realtime;
using ClickClack.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// The first half of a message's way: judged by its event, then sent through the lanes, behind what came before it in its conversation, or
/// in its thread for a reply.
/// </summary>
internal sealed class MessageDispatcher : IDisposable
{
    /// <summary>
    /// So many messages of a conversation are matched before they are over: far enough that a command with priority is found behind them.
    /// </summary>
    private const int MostAhead = 256;

    private readonly Admission admission;
    private readonly MessageAnswerer answerer;
    private readonly ReactionRouter reactions;
    private readonly MessageChanges changes;
    private readonly Observers observers;
    private readonly WorkspaceDirectory directory;
    private readonly Hydration hydration;
    private readonly EventProgress progress;
    private readonly StartLog starts;
    private readonly Suspicion suspicion;
    private readonly SuspectGate turns;
    private readonly BotMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Lanes lanes;
    private readonly RootOrder order;
    private readonly CancellationTokenSource endOfReading = new();
    private readonly Action<EventEntry> finish;
    private readonly CancellationToken abandon;
    private readonly CancellationTokenRegistration abandonLanes;

    public MessageDispatcher(
        Admission admission,
        MessageAnswerer answerer,
        ReactionRouter reactions,
        MessageChanges changes,
        Observers observers,
        WorkspaceDirectory directory,
        Hydration hydration,
        EventProgress progress,
        StartLog starts,
        Suspicion suspicion,
        SuspectGate turns,
        MissedEvents missed,
        int concurrency,
        BotMetrics metrics,
        TimeProvider time,
        ILogger logger)
    {
        this.admission = admission;
        this.answerer = answerer;
        this.reactions = reactions;
        this.changes = changes;
        this.observers = observers;
        finish = Finish;
        this.directory = directory;
        this.hydration = hydration;
        this.progress = progress;
        this.starts = starts;
        this.suspicion = suspicion;
        this.turns = turns;
        this.metrics = metrics;
        this.time = time;
        this.logger = logger;
        lanes = new Lanes(WorkAsync, Math.Max(MostAhead, 2 * concurrency), time);
        order = new RootOrder(lanes.Add, () => Task.Run(() => missed.ReadAsync(Admit, endOfReading.Token)), time);
    }

    /// <summary>Cancelled when the time to finish is over; what is then unfinished stays so, for the next run.</summary>
    public CancellationToken Abandon
    {
        get => abandon;
        init
        {
            abandon = value;
            abandonLanes = value.UnsafeRegister(static lanes => ((Lanes)lanes!).Abandon(), lanes);
        }
    }

    /// <summary>Told that the account cannot go on.</summary>
    public required Action<UnauthorizedException> Fail { get; init; }

    /// <summary>What waits for others, to be fetched or to run.</summary>
    public LaneDepths Depths => lanes.Depths();

    /// <summary>Takes an event. Returns at once: this runs on the reader of the socket.</summary>
    public void Admit(EventEntry entry)
    {
        WireEvent wire = entry.Event;
        directory.Notice(wire);
        metrics.Received(KnownEventTypes.Of(wire));
        if (!wire.HasValidIds)
        {
            // Nobody observes it either: a handler might call the server with what it names.
            admission.Drop(entry, DropReason.InvalidId);
            Finish(entry);
            return;
        }

        if (ReactionRouter.IsReaction(wire))
        {
            AdmitReaction(entry);
            return;
        }

        if (MessageChanges.IsChange(wire))
        {
            AdmitChange(entry);
            return;
        }

        if (wire.Type is not (EventTypes.MessageCreated or EventTypes.ThreadReplyCreated))
        {
            Complete(entry);
            return;
        }

        EventEntry? wanted = entry;
        if ((entry.IsDone ? DropReason.DoneBefore : admission.WhyNot(entry)) is { } reason)
        {
            admission.Drop(entry, reason);
            Complete(entry);
            wanted = null;
        }
        else
        {
            hydration.Expect(wire);
        }

        if (wire.Type == EventTypes.MessageCreated)
        {
            // Also what is not wanted has a number that the next one waits for. What was left over is no measure of what comes next.
            order.Add(wire.PayloadText("direct_conversation_id") ?? wire.ChannelId ?? "", entry.IsLeftOver ? null : wire.Seq, wanted);
        }
        else if (wanted is not null)
        {
            lanes.Add(wire.PayloadText("root_message_id") ?? entry.Key, wanted);
        }
    }

    /// <summary>What changed is read again wherever it waits; beyond that an edit matters to routes that follow them, and to no others.</summary>
    private void AdmitChange(EventEntry entry)
    {
        WireEvent wire = entry.Event;
        bool isAtWork = false;
        if (wire.PayloadText("message_id") is { } changed)
        {
            hydration.Forget(changed);
            isAtWork = lanes.Expire(TriggerKey.OfMessage(changed));
        }

        if (!changes.MayFollow(wire, isAtWork))
        {
            Complete(entry);
        }
        else if (changes.WhyNot(entry) is { } reason)
        {
            admission.Drop(entry, reason);
            Complete(entry);
        }
        else
        {
            changes.Pending.Add(wire.PayloadText("message_id")!);
            lanes.Add(MessageChanges.QueueOf(wire), entry);
        }
    }

    /// <summary>Reactions wait with the messages of their conversation: which thread one is in, its event does not tell.</summary>
    private void AdmitReaction(EventEntry entry)
    {
        WireEvent wire = entry.Event;
        if (!reactions.MayMatch(wire))
        {
            Complete(entry);
        }
        else if ((entry.IsDone ? DropReason.DoneBefore : reactions.WhyNot(entry)) is { } reason)
        {
            admission.Drop(entry, reason);
            Complete(entry);
        }
        else
        {
            lanes.Add(wire.PayloadText("direct_conversation_id") ?? wire.ChannelId ?? "", entry);
        }
    }

    /// <summary>Ends when everything admitted is done or abandoned. Nothing more is waited for: no further event comes.</summary>
    public async Task FinishAsync()
    {
        await endOfReading.CancelAsync().ConfigureAwait(false);
        await order.PassAllAsync().ConfigureAwait(false);
        await lanes.FinishAsync().ConfigureAwait(false);
        await observers.FinishAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        abandonLanes.Dispose();
        order.Dispose();
        endOfReading.Dispose();
    }

    private async Task WorkAsync(LaneTicket ticket)
    {
        EventEntry entry = ticket.Entry;
        if (Abandon.IsCancellationRequested)
        {
            return;
        }

        using Activity? span = EventSpan.Start(entry);
        WireEvent wire = entry.Event;
        int deaths = starts.DeathsOf(entry.Key);
        bool alone = deaths >= suspicion.RunAloneAfter;
        using var passage = new Passage(lanes, ticket, turns, starts, deaths, alone);
        try
        {
            if (deaths >= suspicion.GiveUpAfter)
            {
                answerer.GiveUp(entry, $"the process died {deaths} times while this was at work");
            }
            else
            {
                if (alone)
                {
                    logger.RunsAlone(entry.Key, deaths);
                }

                await passage.BeginAsync(Abandon).ConfigureAwait(false);
                await answerer.AnswerAsync(passage, Abandon).ConfigureAwait(false);
            }

            starts.End(entry.Key);
            Complete(entry);
        }
        catch (UnauthorizedException error) when (!Abandon.IsCancellationRequested)
        {
            // Not this message's fault: it stays unfinished, for a run with a token that works.
            Fail(error);
        }
#pragma warning disable CA1031 // Whatever an abandoned handler or call ends with, its lane must end too.
        catch (Exception) when (Abandon.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // Left for the next run.
        }
        finally
        {
            hydration.Release(wire);
            if (MessageChanges.IsChange(wire))
            {
                changes.Pending.Remove(wire.PayloadText("message_id")!);
            }
        }
    }

    /// <summary>The event is done, but for those who observe it.</summary>
    private void Complete(EventEntry entry)
    {
        if (!observers.TryTell(entry, finish))
        {
            Finish(entry);
        }
    }

    private void Finish(EventEntry entry)
    {
        if (metrics.MeasuresLag && !entry.IsDone)
        {
            metrics.Ended(KnownEventTypes.Of(entry.Event), (time.GetUtcNow() - entry.Event.CreatedAt).TotalSeconds);
        }

        progress.Complete(entry);
    }
}

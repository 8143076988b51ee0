using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Realtime;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// The first half of a message's way: judged by its event, then queued behind what came before it in its conversation, or in its
/// thread for a reply.
/// </summary>
internal sealed class MessageDispatcher : IDisposable
{
    private readonly Admission admission;
    private readonly MessageAnswerer answerer;
    private readonly WorkspaceDirectory directory;
    private readonly Hydration hydration;
    private readonly EventProgress progress;
    private readonly StartLog starts;
    private readonly Suspicion suspicion;
    private readonly SuspectGate turns = new();
    private readonly ILogger logger;
    private readonly Lanes lanes;
    private readonly RootOrder order;

    public MessageDispatcher(
        Admission admission,
        MessageAnswerer answerer,
        WorkspaceDirectory directory,
        Hydration hydration,
        EventProgress progress,
        StartLog starts,
        Suspicion suspicion,
        TimeProvider time,
        ILogger logger)
    {
        this.admission = admission;
        this.answerer = answerer;
        this.directory = directory;
        this.hydration = hydration;
        this.progress = progress;
        this.starts = starts;
        this.suspicion = suspicion;
        this.logger = logger;
        lanes = new Lanes(WorkAsync);
        order = new RootOrder(lanes.Add, time);
    }

    /// <summary>Cancelled when the time to finish is over; what is then unfinished stays so, for the next run.</summary>
    public CancellationToken Abandon { get; init; }

    /// <summary>Told that the account cannot go on.</summary>
    public required Action<UnauthorizedException> Fail { get; init; }

    /// <summary>Takes an event. Returns at once: this runs on the reader of the socket.</summary>
    public void Admit(EventEntry entry)
    {
        WireEvent wire = entry.Event;
        directory.Notice(wire);
        if (wire.Type is not (EventTypes.MessageCreated or EventTypes.ThreadReplyCreated))
        {
            if (wire.Type is EventTypes.MessageUpdated or EventTypes.MessageDeleted && wire.PayloadText("message_id") is { } changed)
            {
                hydration.Forget(changed);
            }

            progress.Complete(entry);
            return;
        }

        EventEntry? wanted = entry;
        if ((entry.IsDone ? "done by an earlier run" : admission.WhyNot(entry)) is { } reason)
        {
            logger.Dropped(entry.Key, reason);
            progress.Complete(entry);
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

    /// <summary>Ends when everything admitted is done or abandoned. Nothing more is waited for: no further event comes.</summary>
    public Task FinishAsync()
    {
        order.PassAll();
        return lanes.WhenIdleAsync();
    }

    public void Dispose() => order.Dispose();

    private async Task WorkAsync(EventEntry entry)
    {
        if (Abandon.IsCancellationRequested)
        {
            return;
        }

        WireEvent wire = entry.Event;
        int deaths = starts.DeathsOf(entry.Key);
        try
        {
            if (deaths >= suspicion.GiveUpAfter)
            {
                answerer.GiveUp(entry, $"the process died {deaths} times while this was at work");
            }
            else
            {
                await AnswerAsync(entry, deaths).ConfigureAwait(false);
            }

            starts.End(entry.Key);
            progress.Complete(entry);
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
        }
    }

    private async Task AnswerAsync(EventEntry entry, int deaths)
    {
        bool alone = deaths >= suspicion.RunAloneAfter;
        if (alone)
        {
            logger.RunsAlone(entry.Key, deaths);
        }

        using IDisposable turn = await turns.EnterAsync(alone, Abandon).ConfigureAwait(false);
        starts.Start(entry.Key);
        await answerer.AnswerAsync(entry, Abandon).ConfigureAwait(false);
    }
}

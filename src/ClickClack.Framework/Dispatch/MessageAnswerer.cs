using System.Runtime.ExceptionServices;
using ClickClack.Client;
using ClickClack.Handlers;
using ClickClack.Protocol;
using ClickClack.Realtime;
using ClickClack.Replies;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>The second half of a message's way: fetched, routed, handled, answered; or given up, with the reason on record.</summary>
internal sealed class MessageAnswerer(
    BotIdentity bot,
    RouteTable routes,
    Admission admission,
    MessageReader reader,
    ReactionRouter reactions,
    MessageChanges changes,
    ChangeAnswerer edits,
    HandlerRunner runner,
    AnswerWriter replies,
    StreamedAnswerWriter streams,
    ErrorAnswerer errors,
    PlanResumer plans,
    EarlierAnswers earlier,
    FileSpool spool,
    Journal journal,
    DeadLetters deadLetters,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>
    /// Does what is to be done for a message: fetches and matches it at the head of its arrival queue, handles it when its turn in its
    /// running lane has come. What the message itself causes does not throw.
    /// </summary>
    /// <exception cref="UnauthorizedException">The token is dead; the message is not done.</exception>
    /// <exception cref="OperationCanceledException">The time is over; the message is not done.</exception>
    public async Task AnswerAsync(Passage passage, CancellationToken cancellationToken)
    {
        EventEntry entry = passage.Entry;
        Route? route = null;
        Message? message = null;
        IDisposable? turn = null;
        try
        {
            if (plans.IsPlanned(entry.Key))
            {
                // What is to be said is decided. Only the order of the conversation is left to be kept.
                await passage.EnterAsync(cancellationToken).ConfigureAwait(false);
                turn = await changes.EnterAsync(passage, entry.Key, cancellationToken).ConfigureAwait(false);
                await plans.TryResumeAsync(entry.Key, cancellationToken).ConfigureAwait(false);
                return;
            }

            if (await IsAnsweredAsync(entry, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            if (ReactionRouter.IsReaction(entry.Event))
            {
                (Route? found, Message? reaction, string? refused) = await reactions.FindAsync(entry.Event, cancellationToken).ConfigureAwait(false);
                if ((refused ?? (await passage.EnterAsync(found!, reaction!, journal.Contains(entry.Key), cancellationToken).ConfigureAwait(false)
                    ? null
                    : DropReason.Superseded)) is { } dropped)
                {
                    admission.Drop(entry, dropped);
                    return;
                }

                message = await reactions.ReadAsync(found!, reaction!, cancellationToken).ConfigureAwait(false);
                route = found!;
            }

            if (MessageChanges.IsChange(entry.Event))
            {
                await edits.AnswerAsync(passage, (found, read) => (route, message) = (found, read), cancellationToken).ConfigureAwait(false);
                return;
            }

            RouteDescription? admitted = null;
            DateTimeOffset? edited = null;
            while (route is null || passage.IsStale)
            {
                route = null;
                passage.IsStale = false;
                WireMessage wire = await reader.FetchAsync(entry.Event, cancellationToken).ConfigureAwait(false);
                if (admission.WhyNot(wire) is { } reason)
                {
                    admission.Drop(entry, reason);
                    return;
                }

                edited = wire.EditedAt;
                message = await reader.ComposeAsync(wire, cancellationToken).ConfigureAwait(false);
                Evidence evidence = reader.Know(entry.Event, message);
                Route? match = routes.Match(evidence, message.Text, bot.Handle);
                if ((match is null ? DropReason.NothingMatches
                    : ReferenceEquals(match.Description, admitted) ? null
                    : await admission.WhyNotAsync(match, message, evidence, cancellationToken).ConfigureAwait(false)) is { } denied)
                {
                    admission.Drop(entry, denied);
                    return;
                }

                route = match!;
                if (admitted is null && !await passage.EnterAsync(route, message, journal.Contains(entry.Key), cancellationToken).ConfigureAwait(false))
                {
                    admission.Drop(entry, DropReason.Superseded);
                    return;
                }

                turn ??= await changes.EnterAsync(passage, entry.Key, cancellationToken).ConfigureAwait(false);
                admitted = route.Description;
            }

            if (!ReactionRouter.IsReaction(entry.Event) && !changes.TryBegin(entry.Key, edited))
            {
                // An edit overtook it, and was answered.
                admission.Drop(entry, DropReason.Current);
                return;
            }

            admission.Routed(entry, route);
            await HandleAsync(route, message!, entry.Key, cancellationToken).ConfigureAwait(false);
        }
        catch (StreamWriteException error) when (error.InnerException is UnauthorizedException && !cancellationToken.IsCancellationRequested)
        {
            ExceptionDispatchInfo.Throw(error.InnerException);
        }
        catch (Exception error) when (error is UnauthorizedException || cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (NotVisibleException error) when (route is null)
        {
            logger.NotVisible(entry.Key, error.Message);
            admission.Count(DropReason.NotVisible);
        }
        catch (HandlerFailedException error)
        {
            GiveUp(entry, route, Reason(error));
            if (await reactions.ReadForErrorAsync(route!, message!, cancellationToken).ConfigureAwait(false) is { } handled)
            {
                await errors.AnswerAsync(route!, handled, entry.Key, error.InnerException!, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is ApiException or PlanRefusedException or StreamWriteException)
        {
            GiveUp(entry, route, Reason(error), Left(error));
            logger.Unanswerable(entry.Key, route is null ? error.Message : $"{error.Message}, {route}");
        }
#pragma warning disable CA1031 // The conversation goes on, whatever this was.
        catch (Exception error)
#pragma warning restore CA1031
        {
            GiveUp(entry, route, $"{error.GetType().Name}: {error.Message}");
            logger.Fault(error, entry.Key);
        }
        finally
        {
            turn?.Dispose();
        }
    }

    /// <summary>Does what is to be done for a message that was given up.</summary>
    /// <returns>Null if it is done, else why not.</returns>
    public async Task<DeadLetter?> ReplayAsync(string trigger, WireMessage wire, CancellationToken cancellationToken)
    {
        if (admission.WhyNot(wire) is not null)
        {
            return null;
        }

        Message message = await reader.ComposeAsync(wire, cancellationToken).ConfigureAwait(false);
        if (routes.Match(reader.Know(message), message.Text, bot.Handle) is not { } route)
        {
            return null;
        }

        using IDisposable? turn = await changes.EnterAsync(trigger, cancellationToken).ConfigureAwait(false);
        return await ReplayAsync(() => route, trigger, wire: null, () => HandleAsync(route, message, trigger, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Whether a dead letter can be tried again by its event.</summary>
    public static bool CanReplay(WireEvent wire) => ReactionRouter.IsReaction(wire) || MessageChanges.IsChange(wire);

    /// <summary>Does what is to be done for a reaction, or for an edit or the deletion of a message, that was given up.</summary>
    /// <returns>Null if it is done, else why not.</returns>
    public async Task<DeadLetter?> ReplayAsync(string trigger, WireEvent wire, CancellationToken cancellationToken)
    {
        Route? route = null;
        Message? message = null;
        if (MessageChanges.IsChange(wire))
        {
            return await ReplayAsync(
                () => route, trigger, wire, () => edits.ReplayAsync(wire, trigger, found => route = found, cancellationToken)).ConfigureAwait(false);
        }

        try
        {
            (Route? found, Message? reaction, _) = await reactions.FindAsync(wire, cancellationToken).ConfigureAwait(false);
            if (found is null)
            {
                return null;
            }

            (route, message) = (found, await reactions.ReadAsync(found, reaction!, cancellationToken).ConfigureAwait(false));
        }
        catch (NotVisibleException)
        {
            // What was reacted to is gone.
            return null;
        }

        return await ReplayAsync(() => route, trigger, wire, () => HandleAsync(route, message, trigger, cancellationToken)).ConfigureAwait(false);
    }

    /// <param name="route">The route, as soon as it is known.</param>
    /// <param name="trigger">The trigger key.</param>
    /// <param name="wire">What a letter has to keep of the event; null for a message.</param>
    /// <param name="handle">Does it.</param>
    private async Task<DeadLetter?> ReplayAsync(Func<Route?> route, string trigger, WireEvent? wire, Func<Task> handle)
    {
        try
        {
            await handle().ConfigureAwait(false);
            return null;
        }
        catch (NotVisibleException) when (route() is null)
        {
            // Nobody waits for an answer any more.
            return null;
        }
        catch (StreamWriteException error) when (error.InnerException is UnauthorizedException)
        {
            throw error.InnerException;
        }
        catch (Exception error) when (error is HandlerFailedException or PlanRefusedException or StreamWriteException)
        {
            Plan? left = Left(error) ?? Planned(trigger);
            journal.Finish(left?.Trigger ?? trigger);
            return new DeadLetter(time.GetUtcNow(), trigger, route()?.ToString(), Reason(error), left) { Event = wire };
        }
    }

    /// <summary>Puts a message that is not tried any more on record.</summary>
    public void GiveUp(EventEntry entry, string reason)
    {
        GiveUp(entry, route: null, reason);
        logger.Unanswerable(entry.Key, reason);
    }

    /// <summary>Whether an earlier run has answered, and died before it could save that.</summary>
    private async Task<bool> IsAnsweredAsync(EventEntry entry, CancellationToken cancellationToken)
    {
        EarlierAnswer answer = await earlier.FindAsync(entry.Key, entry.Event.CreatedAt, cancellationToken).ConfigureAwait(false);
        if (answer == EarlierAnswer.Error)
        {
            // Listed once, whatever became of the disk then.
            deadLetters.Add(new DeadLetter(time.GetUtcNow(), entry.Key, null, "an earlier run gave it up, and could not save why")
            {
                Event = Kept(entry),
            });
            journal.Finish(entry.Key);
        }

        if (answer != EarlierAnswer.None)
        {
            admission.Drop(entry, DropReason.DoneBefore);
        }

        return answer != EarlierAnswer.None;
    }

    /// <summary>Runs a handler and writes what it answers.</summary>
    private async Task HandleAsync(Route route, Message message, string trigger, CancellationToken cancellationToken)
    {
        changes.Follow(route, trigger);
        string? refusal = null;
        IReadOnlyList<SpooledReply> said = await runner.RunAsync(route, message, trigger, ReadAsync, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            admission.Count(refusal);
            logger.Refused(trigger, route, refusal);
        }

        try
        {
            Message there = said.Count == 0 ? message : await reactions.LocateAsync(route, message, cancellationToken).ConfigureAwait(false);
            await replies.WriteAsync(said, there, trigger, AnswerSlots.Reply, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (SpooledReply reply in said)
            {
                reply.Dispose();
            }
        }

        async Task<IReadOnlyList<SpooledReply>> ReadAsync(Answer answer)
        {
            refusal = answer.Refusal;
            if (answer.Stream is { } chunks)
            {
                Message there = await reactions.LocateAsync(route, message, cancellationToken).ConfigureAwait(false);
                await streams.WriteAsync(chunks, there, trigger, cancellationToken).ConfigureAwait(false);
            }

            return await spool.TakeAsync(answer.Replies, cancellationToken).ConfigureAwait(false);
        }
    }

    private void GiveUp(EventEntry entry, Route? route, string error, Plan? left = null)
    {
        if (route is null)
        {
            admission.Count(DropReason.DeadLetter);
        }

        left ??= Planned(entry.Key);
        deadLetters.Add(new DeadLetter(time.GetUtcNow(), entry.Key, route?.ToString(), error.ReplaceLineEndings(" "), left) { Event = Kept(entry) });
        journal.Finish(left?.Trigger ?? entry.Key);
    }

    /// <summary>What a dead letter has to keep of an event: a message can be fetched again, anything else cannot.</summary>
    private static WireEvent? Kept(EventEntry entry) => CanReplay(entry.Event) ? entry.Event : null;

    private static string Reason(Exception error) =>
        (error is HandlerFailedException ? $"{error.InnerException!.GetType().Name}: {error.Message}" : error.Message).ReplaceLineEndings(" ");

    private static Plan? Left(Exception error) => (error as PlanRefusedException ?? error.InnerException as PlanRefusedException)?.Left;

    /// <summary>What is planned already; a text that was only begun is not, and what an error handler says is no answer.</summary>
    private Plan? Planned(string trigger) => journal.Find(trigger) is { State: not PlanState.Open, IsErrorAnswer: false } plan ? plan : null;
}

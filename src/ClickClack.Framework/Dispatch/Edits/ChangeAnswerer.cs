using System.Text;
using ClickClack.Client;
using ClickClack.Handlers;
using ClickClack.Protocol;
using ClickClack.Realtime;
using ClickClack.Replies;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// Does what is to be done for the edit or the deletion of a message (delivery rule 7): the route that takes the new text runs, if it
/// follows edits, and what it says takes the place of the earlier answer; with the message the answer goes.
/// </summary>
internal sealed class ChangeAnswerer(
    BotIdentity bot,
    RouteTable routes,
    Admission admission,
    MessageReader reader,
    MessageChanges changes,
    HandlerRunner runner,
    AnswerChanger answers,
    FollowedAnswers followed,
    FileSpool spool,
    Journal journal,
    PlanResumer plans,
    DeadLetters deadLetters,
    ILogger logger)
{
    /// <summary>How far the times of an edit and of its event are apart at most; the server takes both in one transaction.</summary>
    private static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(1);

    /// <summary>Follows a change, at the head of its arrival queue.</summary>
    /// <param name="passage">Its way through the lanes.</param>
    /// <param name="routed">Told which route takes the message, once that is known.</param>
    /// <param name="cancellationToken">Ends it; the change is not done then.</param>
    /// <exception cref="HandlerFailedException">The last attempt failed too; the earlier answer stands.</exception>
    /// <exception cref="PlanRefusedException">The server refuses the new answer for good.</exception>
    /// <exception cref="ApiException">The message cannot be read, or its answer not be deleted.</exception>
    public async Task AnswerAsync(Passage passage, Action<Route, Message> routed, CancellationToken cancellationToken)
    {
        EventEntry entry = passage.Entry;
        string trigger = TriggerOf(entry.Event);
        if (entry.Event.Type == EventTypes.MessageDeleted)
        {
            // It waits for the run that answers the message, and for nothing else.
            await passage.PassAsync(cancellationToken).ConfigureAwait(false);
            using IDisposable? alone = await changes.EnterAsync(passage, trigger, cancellationToken).ConfigureAwait(false);
            await EraseAsync(trigger, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (journal.Find(trigger) is { Edit: { } planned } && planned == entry.Key)
        {
            await passage.EnterAsync(cancellationToken).ConfigureAwait(false);
            await plans.TryResumeAsync(trigger, cancellationToken).ConfigureAwait(false);
            Forget(Failed(trigger, but: entry.Key));
            return;
        }

        IDisposable? turn = null;
        try
        {
            RouteDescription? admitted = null;
            Route? route = null;
            Message? message = null;
            DateTimeOffset? edited = null;
            for (int seen = -1; seen != changes.Pending.CountOf(MessageOf(entry.Event));)
            {
                // What comes from here on is not in what is read.
                seen = changes.Pending.CountOf(MessageOf(entry.Event));
                if (IsPast(entry.Event, changes.Pending.EditOf(MessageOf(entry.Event))))
                {
                    admission.Drop(entry, DropReason.Superseded);
                    return;
                }

                WireMessage row = await reader.FetchAsync(entry.Event, cancellationToken).ConfigureAwait(false);
                changes.Pending.Read(row);
                edited = row.EditedAt;
                if ((WhyNot(entry.Event, row) ?? (changes.IsHandled(trigger, edited) ? DropReason.Current : null)) is { } reason)
                {
                    admission.Drop(entry, reason);
                    return;
                }

                message = await reader.ComposeAsync(row, cancellationToken).ConfigureAwait(false);
                Evidence evidence = reader.Know(message);
                route = Match(message, evidence);
                if ((route is null ? DropReason.NothingMatches
                    : ReferenceEquals(route.Description, admitted) ? null
                    : await admission.WhyNotAsync(route, message.At(entry.Event.CreatedAt), evidence, cancellationToken).ConfigureAwait(false)) is { } denied)
                {
                    admission.Drop(entry, denied);
                    return;
                }

                if (admitted is null)
                {
                    if (!await passage.EnterAsync(route!, message, wasBegun: false, cancellationToken).ConfigureAwait(false))
                    {
                        admission.Drop(entry, DropReason.Superseded);
                        return;
                    }

                    turn = await changes.EnterAsync(passage, trigger, cancellationToken).ConfigureAwait(false);
                }

                admitted = route!.Description;
            }

            if (!changes.TryBegin(trigger, edited))
            {
                admission.Drop(entry, DropReason.Current);
                return;
            }

            routed(route!, message!);
            admission.Routed(entry, route!);
            await RunAsync(route!, message!, trigger, entry.Key, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn?.Dispose();
        }
    }

    /// <summary>Does for a change that was given up what is to be done now.</summary>
    /// <param name="wire">Its event.</param>
    /// <param name="cause">Its trigger key.</param>
    /// <param name="routed">Told which route takes the message, if one does.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <inheritdoc cref="AnswerAsync" path="/exception"/>
    public async Task ReplayAsync(WireEvent wire, string cause, Action<Route> routed, CancellationToken cancellationToken)
    {
        string trigger = TriggerOf(wire);
        using IDisposable? turn = await changes.EnterAsync(trigger, cancellationToken).ConfigureAwait(false);
        if (wire.Type == EventTypes.MessageDeleted)
        {
            await EraseAsync(trigger, cancellationToken).ConfigureAwait(false);
            return;
        }

        WireMessage row = await reader.FetchAsync(wire, cancellationToken).ConfigureAwait(false);
        if (admission.WhyNot(row) is not null)
        {
            return;
        }

        Message message = await reader.ComposeAsync(row, cancellationToken).ConfigureAwait(false);
        if (Match(message, reader.Know(message)) is { } route)
        {
            routed(route);
            await RunAsync(route, message, trigger, cause, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string MessageOf(WireEvent wire) => wire.PayloadText("message_id")!;

    private static string TriggerOf(WireEvent wire) => TriggerKey.OfMessage(MessageOf(wire));

    /// <summary>Whether a message was edited once more since a change.</summary>
    private static bool IsPast(WireEvent change, DateTimeOffset edited) => edited - change.CreatedAt >= SameMoment;

    private string? WhyNot(WireEvent change, WireMessage row) =>
        admission.WhyNot(row) is { } reason ? reason
        : row.EditedAt is not { } edited || change.CreatedAt - edited >= SameMoment ? DropReason.NotEdited
        : IsPast(change, edited) ? DropReason.Superseded
        : null;

    /// <summary>The route that takes an edited message, if it follows edits. Another one answers what is said, and this was said before.</summary>
    private Route? Match(Message message, Evidence evidence) =>
        routes.Match(evidence, message.Text, bot.Handle) is { Description.FollowsEdits: true } route ? route : null;

    private async Task RunAsync(Route route, Message message, string trigger, string cause, CancellationToken cancellationToken)
    {
        if (journal.IsUnfinished(trigger))
        {
            // What an earlier run decided is brought to its end first; then there is one answer to change.
            await plans.TryResumeAsync(trigger, cancellationToken).ConfigureAwait(false);
        }

        changes.Follow(route, trigger);
        string? refusal = null;
        IReadOnlyList<SpooledReply> said = await runner.RunAsync(route, message, trigger, cause, ReadAsync, cancellationToken).ConfigureAwait(false);
        try
        {
            if (refusal is not null)
            {
                admission.Count(refusal);
                logger.Refused(cause, route, refusal);
            }

            // A filter that refuses and says nothing says nothing about the earlier answer either.
            if (refusal is null || said.Count > 0)
            {
                IReadOnlyList<string> failed = Failed(trigger, but: cause);
                await answers.ChangeAsync(said, message, trigger, cause, failed, cancellationToken).ConfigureAwait(false);
                Forget(failed);
            }
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
            return await spool.TakeAsync(
                answer.Stream is { } chunks ? await ToEndAsync(chunks, cancellationToken).ConfigureAwait(false) : answer.Replies, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A text that grows, at its end: what is there already does not become less before it becomes more.</summary>
    private static async Task<IReadOnlyList<Reply>> ToEndAsync(IAsyncEnumerable<string?> chunks, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (string? chunk in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            text.Append(chunk);
        }

        return [Reply.InPlace(text.ToString())];
    }

    private async Task EraseAsync(string trigger, CancellationToken cancellationToken)
    {
        if (!followed.Contains(trigger))
        {
            return;
        }

        if (journal.IsUnfinished(trigger))
        {
            await plans.TryResumeAsync(trigger, cancellationToken).ConfigureAwait(false);
        }

        await answers.EraseAsync(trigger, Failed(trigger, but: null), cancellationToken).ConfigureAwait(false);
        followed.Remove(trigger);
    }

    /// <summary>The runs for a message, and for edits of it, that are among the dead letters.</summary>
    private IReadOnlyList<string> Failed(string trigger, string? but) => [.. deadLetters.Of(trigger).Where(listed => listed != but)];

    private static bool IsChange(WireEvent wire) => MessageChanges.IsChange(wire);

    /// <summary>The message is answered as it is now: what failed before has nothing left to answer.</summary>
    private void Forget(IReadOnlyList<string> failed)
    {
        foreach (string trigger in failed)
        {
            try
            {
                deadLetters.Remove(trigger);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // A replay finds the answer, and says nothing.
                logger.StaysListed(trigger, error.Message);
            }
        }
    }
}

using ClickClack.Client;
using ClickClack.Protocol;
using Microsoft.Extensions.Logging;

namespace ClickClack.Replies;

/// <summary>
/// Brings an answer up to date with its message (delivery rule 7). What is there is looked up by its names, so that nothing needs to be
/// remembered of it; what is to become of it is one plan, decided before its first write.
/// </summary>
internal sealed class AnswerChanger(
    ClickClackClient client,
    MessagePoster poster,
    AnswerComposer composer,
    Destinations destinations,
    PlanWriter plans,
    Journal journal,
    FollowedAnswers followed,
    NonceMaker nonces,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Changes the answer to a message into other replies.</summary>
    /// <param name="replies">The replies; none to take the answer back.</param>
    /// <param name="cause">The message.</param>
    /// <param name="trigger">The message's trigger key.</param>
    /// <param name="edit">The trigger key of the edit.</param>
    /// <param name="failed">The trigger keys of earlier runs that failed: what error handlers said of them goes.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="PlanRefusedException">The server refuses a part of it for good.</exception>
    /// <exception cref="UnauthorizedException">The token is dead.</exception>
    public async Task ChangeAsync(
        IReadOnlyList<SpooledReply> replies, Message cause, string trigger, string edit, IReadOnlyList<string> failed, CancellationToken cancellationToken)
    {
        Plan plan;
        try
        {
            IReadOnlyList<PlannedMessage> messages = await composer.ComposeAsync(replies, cause, trigger, AnswerSlots.Reply, cancellationToken).ConfigureAwait(false);
            messages = replies.Any(static reply => reply.Files.Count > 0)
                ? await composer.UploadAsync(replies, messages, trigger, AnswerSlots.Reply, cancellationToken).ConfigureAwait(false)
                : messages;
            (List<PlannedMessage> changes, List<PlannedDeletion> surplus) = await CompareAsync(messages, trigger, cancellationToken).ConfigureAwait(false);
            surplus.AddRange((await FindErrorsAsync(failed, cancellationToken).ConfigureAwait(false)).Select(static row => new PlannedDeletion(row.Id.Value, null)));
            plan = new Plan(trigger, client.ServerTime ?? time.GetUtcNow(), changes)
            {
                State = PlanState.Change,
                Edit = edit,
                Surplus = surplus.Count > 0 ? surplus : null,
            };
        }
        catch (ApiException error) when (error is not UnauthorizedException && !cancellationToken.IsCancellationRequested)
        {
            throw new PlanRefusedException(null, error);
        }

        if (plan.Messages.Count > 0 || plan.Surplus is not null)
        {
            await journal.PutAsync(plan, cancellationToken).ConfigureAwait(false);
            await plans.WriteAsync(plan, isFresh: true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes the answer to a message, and what error handlers said of it.</summary>
    /// <param name="trigger">The message's trigger key.</param>
    /// <param name="failed">The trigger keys of its runs that failed.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="ApiException">The server refuses that.</exception>
    public async Task EraseAsync(string trigger, IReadOnlyList<string> failed, CancellationToken cancellationToken)
    {
        IEnumerable<WireMessage> answer = (await FindAsync(trigger, cancellationToken).ConfigureAwait(false)).Values.Select(static part => part.Row);
        IEnumerable<WireMessage> errors = await FindErrorsAsync(failed, cancellationToken).ConfigureAwait(false);
        foreach (WireMessage row in answer.Concat(errors).Where(static row => row.DeletedAt is null))
        {
            await plans.DeleteAsync(row.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What of an answer is to be written or changed, and what to be deleted.</summary>
    private async Task<(List<PlannedMessage> Changes, List<PlannedDeletion> Surplus)> CompareAsync(
        IReadOnlyList<PlannedMessage> messages, string trigger, CancellationToken cancellationToken)
    {
        var changes = new List<PlannedMessage>();
        var surplus = new List<PlannedDeletion>();
        Dictionary<string, Part> there = await FindAsync(trigger, cancellationToken).ConfigureAwait(false);
        if (there.GetValueOrDefault(Nonce.FirstReply).Row is { DeletedAt: not null })
        {
            logger.AnswerLeftDeleted(trigger);
            return (changes, surplus);
        }

        foreach (PlannedMessage message in messages)
        {
            string? used = null;
            if (there.Remove(message.Slot, out Part part))
            {
                if (part.Row.DeletedAt is not null)
                {
                    continue;
                }

                if (await IsSameAsync(part.Row, message, cancellationToken).ConfigureAwait(false))
                {
                    if (part.Row.Body != message.Body.Trim() || part.Row.Attachments.Count != (message.Files?.Count ?? 0))
                    {
                        changes.Add(message with { Slot = part.Name, Nonce = nonces.Of(trigger, part.Name), Message = part.Row.Id.Value });
                    }

                    continue;
                }

                // A message cannot be moved, nor lose a file: another takes its place.
                used = part.Name;
                surplus.Add(new PlannedDeletion(part.Row.Id.Value, part.Name));
            }

            string name = followed.NameOf(trigger, message.Slot, used);
            changes.Add(message with { Slot = name, Nonce = nonces.Of(trigger, name) });
        }

        surplus.AddRange(there.Values.Where(static part => part.Row.DeletedAt is null).Select(static part => new PlannedDeletion(part.Row.Id.Value, part.Name)));
        return (changes, surplus);
    }

    /// <summary>Whether a message that is there can become another: it is in the same place, and carries no file that the other does not.</summary>
    private async ValueTask<bool> IsSameAsync(WireMessage row, PlannedMessage message, CancellationToken cancellationToken) =>
        row.Attachments.All(upload => message.Files?.Any(file => file.Upload == upload.Id.Value) == true)
        && await destinations.IsInAsync(row, message.Place, cancellationToken).ConfigureAwait(false);

    /// <summary>The messages of an answer by slot, in order, deleted or not.</summary>
    private async Task<Dictionary<string, Part>> FindAsync(string trigger, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Part>(StringComparer.Ordinal);
        for (int reply = 0; ; reply++)
        {
            for (int part = 0; ; part++)
            {
                string slot = NonceMaker.ReplySlot(reply, part);
                string name = followed.NameOf(trigger, slot);
                if (await poster.FindAsync(nonces.Of(trigger, name), cancellationToken).ConfigureAwait(false) is { } row)
                {
                    found.Add(slot, new Part(name, row));
                }
                else if (part == 0)
                {
                    return found;
                }
                else
                {
                    break;
                }
            }
        }
    }

    /// <summary>What error handlers said, as far as it is there.</summary>
    private async Task<List<WireMessage>> FindErrorsAsync(IReadOnlyList<string> triggers, CancellationToken cancellationToken)
    {
        var found = new List<WireMessage>();
        foreach (string trigger in triggers)
        {
            for (int before = 0; ; before++)
            {
                string nonce = nonces.Of(trigger, AnswerSlots.Error.Of(0, 0, before));
                if (await poster.FindAsync(nonce, cancellationToken).ConfigureAwait(false) is not { } row)
                {
                    break;
                }

                found.AddRange(row.DeletedAt is null ? [row] : []);
            }
        }

        return found;
    }

    /// <summary>A message of an answer.</summary>
    /// <param name="Name">The name of its slot.</param>
    /// <param name="Row">The message.</param>
    private readonly record struct Part(string Name, WireMessage Row);
}

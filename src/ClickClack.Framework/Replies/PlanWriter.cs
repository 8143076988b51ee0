using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Replies;

/// <summary>Carries a plan out, from its beginning, however much of it was written before: what is there already stays as it is.</summary>
internal sealed class PlanWriter(
    ClickClackClient client, MessagePoster poster, Destinations destinations, Journal journal, FollowedAnswers followed)
{
    /// <summary>Carries a plan out that is in the journal.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isFresh">Whether it was made a moment ago; false for one that an earlier attempt may have begun.</param>
    /// <param name="cancellationToken">Ends the attempts; the plan stays in the journal.</param>
    /// <returns>The first message; null if another run's stands in its place.</returns>
    /// <exception cref="PlanRefusedException">The server refuses one of its messages for good. Those before it are written.</exception>
    /// <exception cref="UnauthorizedException">The token is dead.</exception>
    public async Task<MessageId?> WriteAsync(Plan plan, bool isFresh, CancellationToken cancellationToken)
    {
        if (plan.State == PlanState.Change)
        {
            await ChangeAllAsync(plan, isFresh, cancellationToken).ConfigureAwait(false);
            journal.Finish(plan.Trigger);
            return null;
        }

        MessageId? first = null;
        for (int i = 0; i < plan.Messages.Count; i++)
        {
            try
            {
                if (plan.Messages[i].Place.NeedsGroup)
                {
                    plan = await WithGroupAsync(plan, plan.Messages[i].Place, isFresh, cancellationToken).ConfigureAwait(false);
                }

                WireMessage? written = i == 0
                    ? await WriteFirstAsync(plan, isFresh, cancellationToken).ConfigureAwait(false)
                    : (await PostAsync(plan.Messages[i], cancellationToken).ConfigureAwait(false)).Message;
                if (written is null)
                {
                    break;
                }

                first ??= written.Id;
                await AttachAsync(written, plan.Messages[i].Files ?? [], cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException error) when (error is not UnauthorizedException && !cancellationToken.IsCancellationRequested)
            {
                throw new PlanRefusedException(plan with { Messages = [.. plan.Messages.Skip(i)] }, error);
            }
        }

        journal.Finish(plan.Trigger);
        return first;
    }

    /// <summary>Writes the first message, which decides whose answer this is.</summary>
    /// <returns>The message; null if an answer of another run is visible, or nothing is to follow.</returns>
    private async Task<WireMessage?> WriteFirstAsync(Plan plan, bool isFresh, CancellationToken cancellationToken)
    {
        PlannedMessage first = plan.Messages[0];
        if (plan.State == PlanState.Final)
        {
            return await ChangeAsync(first, cancellationToken).ConfigureAwait(false);
        }

        CreatedMessage created = await PostAsync(first, cancellationToken).ConfigureAwait(false);
        if (created.Outcome != CreationOutcome.Different)
        {
            // Also when it was there before: nobody had answered when this plan was made, so it is this plan's, its answer lost on the way.
            return created.Message;
        }

        // A plan that was begun before may find its own message changed since. Another run's is one that nobody touched and that differs.
        bool isOurs = !isFresh && (created.Message.EditedAt is not null || created.Message.DeletedAt is not null
            || created.Message.Body == first.Body.Trim());
        return isOurs ? created.Message : null;
    }

    /// <summary>Brings an answer up to date after an edit. What somebody deleted meanwhile stays deleted.</summary>
    private async Task ChangeAllAsync(Plan plan, bool isFresh, CancellationToken cancellationToken)
    {
        try
        {
            while (plan.Messages is [{ } message, ..])
            {
                if (message is { Message: null, Place.NeedsGroup: true })
                {
                    plan = await WithGroupAsync(plan, message.Place, isFresh, cancellationToken).ConfigureAwait(false);
                    message = plan.Messages[0];
                }

                if (await WriteOrChangeAsync(message, cancellationToken).ConfigureAwait(false) is { } there)
                {
                    await AttachAsync(there, message.Files ?? [], cancellationToken).ConfigureAwait(false);
                }

                plan = plan with { Messages = [.. plan.Messages.Skip(1)] };
            }

            while (plan.Surplus is [{ } deletion, ..])
            {
                if (deletion.Slot is { } slot)
                {
                    // Before it is gone: afterwards nobody could tell whether the bot deleted it.
                    followed.UseUp(plan.Trigger, slot);
                }

                await DeleteAsync(new MessageId(deletion.Message), cancellationToken).ConfigureAwait(false);
                plan = plan with { Surplus = [.. plan.Surplus.Skip(1)] };
            }
        }
        catch (ApiException error) when (error is not UnauthorizedException && !cancellationToken.IsCancellationRequested)
        {
            throw new PlanRefusedException(plan, error);
        }
    }

    /// <summary>Deletes a message of the bot, if it is there.</summary>
    /// <exception cref="ApiException">The server refuses that.</exception>
    public async Task DeleteAsync(MessageId message, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteMessageAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (NotVisibleException)
        {
            // Gone with its conversation, or for this bot.
        }
    }

    /// <returns>The message; null if somebody deleted it.</returns>
    private async Task<WireMessage?> WriteOrChangeAsync(PlannedMessage message, CancellationToken cancellationToken)
    {
        MessageId there;
        if (message.Message is { } known)
        {
            there = new MessageId(known);
        }
        else
        {
            CreatedMessage created = await PostAsync(message, cancellationToken).ConfigureAwait(false);
            if (created.Outcome != CreationOutcome.Different || created.Message.Body == message.Body.Trim())
            {
                return created.Message;
            }

            // A run that was at work when the edit came has written there meanwhile.
            there = created.Message.Id;
        }

        try
        {
            return await EditAsync(there, message.Body, cancellationToken).ConfigureAwait(false);
        }
        catch (NotVisibleException)
        {
            return null;
        }
    }

    /// <summary>Brings a text that grew to its end.</summary>
    private async Task<WireMessage?> ChangeAsync(PlannedMessage first, CancellationToken cancellationToken)
    {
        WireMessage there = await poster.FindAsync(first.Nonce, cancellationToken).ConfigureAwait(false)
            ?? (await PostAsync(first, cancellationToken).ConfigureAwait(false)).Message;
        if (there.DeletedAt is not null)
        {
            return null;
        }

        return there.Body == first.Body ? there : await EditAsync(there.Id, first.Body, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The message; null if somebody deleted it, and does not want to read on.</returns>
    private async Task<WireMessage?> EditAsync(MessageId message, string body, CancellationToken cancellationToken)
    {
        try
        {
            return await client.EditMessageAsync(message, body, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidRequestException)
        {
            if ((await client.GetMessageAsync(message, cancellationToken).ConfigureAwait(false)).DeletedAt is not null)
            {
                return null;
            }

            throw;
        }
    }

    private Task<CreatedMessage> PostAsync(PlannedMessage message, CancellationToken cancellationToken) =>
        poster.PostAsync(message.Place, message.Body, message.Nonce, cancellationToken);

    /// <summary>Makes a group, and puts it into the journal for every message that goes there.</summary>
    private async Task<Plan> WithGroupAsync(Plan plan, Place group, bool isFresh, CancellationToken cancellationToken)
    {
        Place made = await destinations.WithGroupAsync(group, isFresh ? null : plan.At, cancellationToken).ConfigureAwait(false);
        Plan with = plan with
        {
            Messages = [.. plan.Messages.Select(message => message.Place.IsSameGroup(group) ? message with { Place = made } : message)],
        };
        await journal.PutAsync(with, cancellationToken).ConfigureAwait(false);
        return with;
    }

    private async Task AttachAsync(WireMessage message, IReadOnlyList<PlannedFile> files, CancellationToken cancellationToken)
    {
        foreach (PlannedFile file in files)
        {
            await poster.AttachAsync(message.Id, new UploadId(file.Upload), cancellationToken).ConfigureAwait(false);
        }
    }
}

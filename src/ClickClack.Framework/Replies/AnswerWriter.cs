using ClickClack.Client;
using Microsoft.Extensions.Logging;

namespace ClickClack.Replies;

/// <summary>
/// Writes what a handler answered, where it belongs (delivery rules 4 and 8): visible once, whole, and of one run only, whatever dies in
/// between.
/// </summary>
internal sealed class AnswerWriter(
    ClickClackClient client,
    MessagePoster poster,
    AnswerComposer composer,
    PlanWriter plans,
    Journal journal,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Writes the replies of a message.</summary>
    /// <param name="replies">The replies.</param>
    /// <param name="cause">The message they answer.</param>
    /// <param name="trigger">The trigger key of the cause.</param>
    /// <param name="slots">Names the messages.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="PlanRefusedException">The server refuses one of the messages for good.</exception>
    /// <exception cref="UnauthorizedException">The token is dead.</exception>
    public async Task WriteAsync(
        IReadOnlyList<SpooledReply> replies, Message cause, string trigger, AnswerSlots slots, CancellationToken cancellationToken)
    {
        if (replies.Count == 0)
        {
            return;
        }

        Plan? plan = null;
        try
        {
            bool carriesFiles = replies.Any(reply => reply.Files.Count > 0);
            IReadOnlyList<PlannedMessage> messages = await composer.ComposeAsync(replies, cause, trigger, slots, cancellationToken).ConfigureAwait(false);
            if (!carriesFiles && messages is [{ Place.NeedsGroup: false }])
            {
                plan = new Plan(trigger, client.ServerTime ?? time.GetUtcNow(), messages);

                // One write needs no journal: whatever stands under its nonce is the answer.
                await poster.PostAsync(messages[0].Place, messages[0].Body, messages[0].Nonce, cancellationToken).ConfigureAwait(false);
                return;
            }

            // A 200 to the first write could be this run's own, repeated after its answer was lost. So it is asked before.
            if (await poster.FindAsync(messages[0].Nonce, cancellationToken).ConfigureAwait(false) is not null)
            {
                logger.AnsweredBefore(trigger);
                return;
            }

            messages = carriesFiles ? await composer.UploadAsync(replies, messages, trigger, slots, cancellationToken).ConfigureAwait(false) : messages;
            plan = new Plan(trigger, client.ServerTime ?? time.GetUtcNow(), messages);
        }
        catch (ApiException error) when (error is not UnauthorizedException && !cancellationToken.IsCancellationRequested)
        {
            throw new PlanRefusedException(plan, error);
        }

        await journal.PutAsync(plan, cancellationToken).ConfigureAwait(false);
        await plans.WriteAsync(plan, isFresh: true, cancellationToken).ConfigureAwait(false);
    }
}

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
    FileUploader uploader,
    Destinations destinations,
    PlanWriter plans,
    Journal journal,
    NonceMaker nonces,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Writes the replies of a message.</summary>
    /// <param name="replies">The replies.</param>
    /// <param name="cause">The message they answer.</param>
    /// <param name="trigger">The trigger key of the cause.</param>
    /// <param name="slots">Names the messages.</param>
    /// <param name="cancellation">Ends the attempts.</param>
    /// <exception cref="PlanRefusedException">The server refuses one of the messages for good.</exception>
    /// <exception cref="UnauthorizedException">The token is dead.</exception>
    public async Task WriteAsync(
        IReadOnlyList<SpooledReply> replies, Message cause, string trigger, AnswerSlots slots, CancellationToken cancellation)
    {
        if (replies.Count == 0)
        {
            return;
        }

        Plan? plan = null;
        try
        {
            bool carriesFiles = replies.Any(reply => reply.Files.Count > 0);
            IReadOnlyList<PlannedMessage> messages = await ComposeAsync(replies, cause, trigger, slots, cancellation).ConfigureAwait(false);
            if (!carriesFiles && messages is [{ Place.NeedsGroup: false }])
            {
                plan = new Plan(trigger, client.ServerTime ?? time.GetUtcNow(), messages);

                // One write needs no journal: whatever stands under its nonce is the answer.
                await poster.PostAsync(messages[0].Place, messages[0].Body, messages[0].Nonce, cancellation).ConfigureAwait(false);
                return;
            }

            // A 200 to the first write could be this run's own, repeated after its answer was lost. So it is asked before.
            if (await poster.FindAsync(messages[0].Nonce, cancellation).ConfigureAwait(false) is not null)
            {
                logger.AnsweredBefore(trigger);
                return;
            }

            messages = carriesFiles ? await UploadAsync(replies, messages, trigger, slots, cancellation).ConfigureAwait(false) : messages;
            plan = new Plan(trigger, client.ServerTime ?? time.GetUtcNow(), messages);
        }
        catch (ApiException error) when (error is not UnauthorizedException && !cancellation.IsCancellationRequested)
        {
            throw new PlanRefusedException(plan, error);
        }

        await journal.PutAsync(plan, cancellation).ConfigureAwait(false);
        await plans.WriteAsync(plan, isFresh: true, cancellation).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<PlannedMessage>> ComposeAsync(
        IReadOnlyList<SpooledReply> replies, Message cause, string trigger, AnswerSlots slots, CancellationToken cancellation)
    {
        var messages = new List<PlannedMessage>();
        for (int i = 0; i < replies.Count; i++)
        {
            Place place = await destinations.OfAsync(replies[i].Reply, cause, cancellation).ConfigureAwait(false);
            IReadOnlyList<string> parts = MessageText.Split(replies[i].Body);
            for (int part = 0; part < parts.Count; part++)
            {
                string slot = slots.Of(i, part, messages.Count);
                messages.Add(new PlannedMessage(slot, nonces.Of(trigger, slot), parts[part], part == 0 ? place : place with { Quote = null }));
            }
        }

        return messages;
    }

    /// <summary>Uploads the files; each reply's are carried by the first of its parts.</summary>
    private async Task<IReadOnlyList<PlannedMessage>> UploadAsync(
        IReadOnlyList<SpooledReply> replies, IReadOnlyList<PlannedMessage> messages, string trigger, AnswerSlots slots, CancellationToken cancellation)
    {
        var carrying = new Dictionary<string, IReadOnlyList<PlannedFile>?>(StringComparer.Ordinal);
        int before = 0;
        int message = 0;
        for (int i = 0; i < replies.Count; i++)
        {
            int first = before;
            carrying[messages[message].Slot] = await uploader.UploadAsync(
                replies[i].Files, (number, hash) => nonces.Of(trigger, slots.OfUpload(first + number, hash)), cancellation).ConfigureAwait(false);
            before += replies[i].Files.Count;
            message += MessageText.Split(replies[i].Body).Count;
        }

        return [.. messages.Select(message => carrying.TryGetValue(message.Slot, out IReadOnlyList<PlannedFile>? files) ? message with { Files = files } : message)];
    }
}

using ClickClack.Client;

namespace ClickClack.Replies;

/// <summary>Makes of replies the messages that are to be written: where they go, in how many parts, under which names, with which files.</summary>
internal sealed class AnswerComposer(FileUploader uploader, Destinations destinations, NonceMaker nonces, AnswerParts cutter)
{
    /// <summary>The messages of replies, without their files.</summary>
    /// <exception cref="ApiException">A place is not there.</exception>
    public async Task<IReadOnlyList<PlannedMessage>> ComposeAsync(
        IReadOnlyList<SpooledReply> replies, Message cause, string trigger, AnswerSlots slots, CancellationToken cancellationToken)
    {
        var messages = new List<PlannedMessage>();
        for (int i = 0; i < replies.Count; i++)
        {
            Place place = await destinations.OfAsync(replies[i].Reply, cause, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<string> parts = cutter.Cut(replies[i].Body, trigger);
            for (int part = 0; part < parts.Count; part++)
            {
                string slot = slots.Of(i, part, messages.Count);
                messages.Add(new PlannedMessage(slot, nonces.Of(trigger, slot), parts[part], part == 0 ? place : place with { Quote = null }));
            }
        }

        return messages;
    }

    /// <summary>Uploads the files; each reply's are carried by the first of its parts.</summary>
    /// <exception cref="ApiException">The server does not take one.</exception>
    public async Task<IReadOnlyList<PlannedMessage>> UploadAsync(
        IReadOnlyList<SpooledReply> replies, IReadOnlyList<PlannedMessage> messages, string trigger, AnswerSlots slots, CancellationToken cancellationToken)
    {
        var carrying = new Dictionary<string, IReadOnlyList<PlannedFile>?>(StringComparer.Ordinal);
        int before = 0;
        int message = 0;
        for (int i = 0; i < replies.Count; i++)
        {
            int first = before;
            carrying[messages[message].Slot] = await uploader.UploadAsync(
                replies[i].Files, (number, hash) => nonces.Of(trigger, slots.OfUpload(first + number, hash)), cancellationToken).ConfigureAwait(false);
            before += replies[i].Files.Count;
            message += cutter.Cut(replies[i].Body).Count;
        }

        return [.. messages.Select(message => carrying.TryGetValue(message.Slot, out IReadOnlyList<PlannedFile>? files) ? message with { Files = files } : message)];
    }
}

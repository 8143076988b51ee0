using System.Security.Cryptography;
using System.Text;
using ClickClack.Client;
using Microsoft.Extensions.Logging;

namespace ClickClack.Replies;

/// <summary>Sends what a program says by itself. Within a handler, or with a key, it becomes visible once (delivery rule 2).</summary>
internal sealed class MessageSender(
    MessagePoster poster,
    FileSpool spool,
    FileUploader uploader,
    Destinations destinations,
    NonceMaker nonces,
    CurrentRun current,
    Target? defaultTarget,
    ILogger logger)
{
    /// <summary>Sends.</summary>
    /// <param name="reply">What.</param>
    /// <param name="target">Where to, unless the reply says so itself; null for the configured one.</param>
    /// <param name="idempotencyKey">Its name; or null.</param>
    /// <param name="call">The expression of the call and the member it is in.</param>
    /// <param name="cancellation">Ends the attempts.</param>
    /// <returns>The id of the message, of its first part if it has several.</returns>
    public Task<MessageId> SendAsync(Reply reply, Target? target, string? idempotencyKey, string call, CancellationToken cancellation)
    {
        if (reply.IsBlank)
        {
            throw new ArgumentException("there is nothing to send", nameof(reply));
        }

        Target to = reply.Target ?? target ?? defaultTarget ?? throw new InvalidOperationException(
            "Nothing says where to: give a target, or set ClickClack:DefaultTo.");

        // Before anything is waited for: sends are numbered in the order of their calls.
        TriggerRun? run = idempotencyKey is null ? current.Value : null;
        string? slot = idempotencyKey is not null ? "k/" + idempotencyKey : run?.NextSlot(to.ToString()!, Hash(call));
        return SendAsync(reply, to, run, slot, cancellation);
    }

    private async Task<MessageId> SendAsync(Reply reply, Target target, TriggerRun? run, string? slot, CancellationToken cancellation)
    {
        string nonce = NonceOf(run, slot, part: 0);
        using SpooledReply spooled = (await spool.TakeAsync([reply], cancellation).ConfigureAwait(false))[0];
        Place place = await destinations.OfAsync(target, cancellation).ConfigureAwait(false);
        if (place.NeedsGroup)
        {
            // Where the message is, there is the group.
            if (slot is not null && await poster.FindAsync(nonce, cancellation).ConfigureAwait(false) is { } sent)
            {
                return sent.Id;
            }

            place = await destinations.WithGroupAsync(place, run?.Cause.CreatedAt, cancellation).ConfigureAwait(false);
        }

        IReadOnlyList<PlannedFile>? files = await uploader.UploadAsync(
            spooled.Files,
            (number, hash) => slot is null ? null : nonces.Of(run?.Trigger ?? NonceMaker.NoTrigger, $"{slot}/{NonceMaker.UploadSlot(number, hash)}"),
            cancellation).ConfigureAwait(false);
        IReadOnlyList<string> parts = MessageText.Split(spooled.Body);
        CreatedMessage first = await poster.PostAsync(place, parts[0], nonce, cancellation).ConfigureAwait(false);
        if (first.Outcome == CreationOutcome.Different)
        {
            if (run is not null)
            {
                logger.SendDiverged(run.Trigger);
            }

            return first.Message.Id;
        }

        foreach (PlannedFile file in files ?? [])
        {
            await poster.AttachAsync(first.Message.Id, new UploadId(file.Upload), cancellation).ConfigureAwait(false);
        }

        for (int part = 1; part < parts.Count; part++)
        {
            await poster.PostAsync(place, parts[part], NonceOf(run, slot, part), cancellation).ConfigureAwait(false);
        }

        return first.Message.Id;
    }

    private string NonceOf(TriggerRun? run, string? slot, int part) => slot is null
        ? $"ccf-{Guid.NewGuid():N}"
        : nonces.Of(run?.Trigger ?? NonceMaker.NoTrigger, part == 0 ? slot : $"{slot}.{part}");

    private static string Hash(string call) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call)).AsSpan(0, 8));
}

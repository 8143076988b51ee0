using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using ClickClack.Client;
using Microsoft.Extensions.Logging;

namespace ClickClack.Replies;

/// <summary>Sends what a program says by itself. Within a handler, or with a key, it becomes visible once (delivery rule 2).</summary>
/// <param name="client">Calls the server for the program.</param>
/// <param name="poster">Writes single messages.</param>
/// <param name="plans">Writes several.</param>
/// <param name="journal">Keeps what takes several writes.</param>
/// <param name="resume">Carries out the plan of a name, if one was made and not yet carried out.</param>
/// <param name="spool">Puts files aside.</param>
/// <param name="uploader">Uploads them.</param>
/// <param name="destinations">Finds places.</param>
/// <param name="nonces">Names messages.</param>
/// <param name="cutter">Cuts texts that are too long.</param>
/// <param name="current">The run of a handler that sends.</param>
/// <param name="defaultTarget">Where to, if nothing says so; or null.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class MessageSender(
    ClickClackClient client,
    MessagePoster poster,
    PlanWriter plans,
    Journal journal,
    Func<string, Task> resume,
    FileSpool spool,
    FileUploader uploader,
    Destinations destinations,
    NonceMaker nonces,
    AnswerParts cutter,
    CurrentRun current,
    Target? defaultTarget,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>What the names of such plans begin with in the journal, where triggers begin otherwise.</summary>
    private const string PlanPrefix = "s:";

    /// <summary>Sends.</summary>
    /// <param name="reply">What.</param>
    /// <param name="target">Where to, unless the reply says so itself; null for the configured one.</param>
    /// <param name="idempotencyKey">Its name; or null.</param>
    /// <param name="call">The expression of the call and the member it is in.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>The id of the message, of its first part if it has several.</returns>
    public Task<MessageId> SendAsync(Reply reply, Target? target, string? idempotencyKey, string call, CancellationToken cancellationToken)
    {
        if (reply.IsBlank)
        {
            throw new ArgumentException("there is nothing to send", nameof(reply));
        }

        Target to = reply.Target ?? target ?? defaultTarget ?? throw new InvalidOperationException(
            "Nothing says where to: give a target, or set ClickClack:DefaultTo.");

        // Before anything is waited for: sends are numbered in the order of their calls.
        TriggerRun? run = idempotencyKey is null ? current.Value : null;
        if (run?.SendsOnlyWithKey == true)
        {
            throw new InvalidOperationException(
                $"An observer ([OnEvent]) sends only with an idempotencyKey, for example one with the id of the event in it (here {run.Trigger}).");
        }

        string? slot = idempotencyKey is not null ? "k/" + idempotencyKey : run?.NextSlot(to.ToString()!, Hash(call));
        return SendAsync(reply, to, run, slot, cancellationToken);
    }

    private async Task<MessageId> SendAsync(Reply reply, Target target, TriggerRun? run, string? slot, CancellationToken cancellationToken)
    {
        string nonce = NonceOf(run, slot, part: 0);
        using SpooledReply spooled = (await spool.TakeAsync([reply], cancellationToken).ConfigureAwait(false))[0];
        Place place = await destinations.OfAsync(target, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> parts = cutter.Cut(spooled.Body, run?.Trigger ?? $"a send to {target}");
        if (parts.Count > 1 || spooled.Files.Count > 0 || place.NeedsGroup)
        {
            return await SendPlannedAsync(spooled, parts, place, run, slot, nonce, cancellationToken).ConfigureAwait(false);
        }

        CreatedMessage created = await poster.PostAsync(place, parts[0], nonce, cancellationToken).ConfigureAwait(false);
        Compare(run, created.Outcome == CreationOutcome.Different);
        return created.Message.Id;
    }

    /// <summary>Sends what takes more than one write: planned as an answer is (delivery rule 4), and so whole, whatever dies in between.</summary>
    private async Task<MessageId> SendPlannedAsync(
        SpooledReply spooled, IReadOnlyList<string> parts, Place place, TriggerRun? run, string? slot, string nonce, CancellationToken cancellationToken)
    {
        string name = PlanPrefix + nonce;
        if (slot is not null)
        {
            // Begun by an earlier run, or an earlier attempt of this one: then it is brought to its end, and nothing else is sent.
            await resume(name).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (await poster.FindAsync(nonce, cancellationToken).ConfigureAwait(false) is { } sent)
            {
                Compare(run, sent.EditedAt is null && sent.DeletedAt is null && sent.Body != parts[0].Trim());
                return sent.Id;
            }
        }

        IReadOnlyList<PlannedFile>? files = await uploader.UploadAsync(
            spooled.Files,
            (number, hash) => slot is null ? null : nonces.Of(run?.Trigger ?? NonceMaker.NoTrigger, $"{slot}/{NonceMaker.UploadSlot(number, hash)}"),
            cancellationToken).ConfigureAwait(false);
        var plan = new Plan(
            name,
            client.ServerTime ?? time.GetUtcNow(),
            [.. parts.Select((text, part) => new PlannedMessage(
                slot is null ? name : Slot(slot, part),
                part == 0 ? nonce : NonceOf(run, slot, part),
                text,
                place) { Files = part == 0 ? files : null })]);
        await journal.PutAsync(plan, cancellationToken).ConfigureAwait(false);
        try
        {
            return await plans.WriteAsync(plan, isFresh: true, cancellationToken).ConfigureAwait(false)
                ?? (await poster.FindAsync(nonce, cancellationToken).ConfigureAwait(false))?.Id
                ?? throw new InvalidRequestException("the message was sent by another call meanwhile, and is gone");
        }
        catch (PlanRefusedException refused)
        {
            if (refused.Error is not UnavailableException)
            {
                // The caller is told; nobody is to try it again in its place.
                journal.Finish(name);
            }

            ExceptionDispatchInfo.Throw(refused.Error);
            throw;
        }
    }

    /// <summary>Says that an earlier run has sent something else, which stays.</summary>
    private void Compare(TriggerRun? run, bool differs)
    {
        if (differs && run is { IsRepeated: false })
        {
            logger.SendDiverged(run.Trigger);
        }
    }

    private string NonceOf(TriggerRun? run, string? slot, int part) => slot is null
        ? $"ccf-{Guid.NewGuid():N}"
        : nonces.Of(run?.Trigger ?? NonceMaker.NoTrigger, Slot(slot, part));

    private static string Slot(string slot, int part) => part == 0 ? slot : string.Create(CultureInfo.InvariantCulture, $"{slot}.{part}");

    private static string Hash(string call) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call)).AsSpan(0, 8));
}

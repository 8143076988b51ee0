using System.Text;
using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Replies;

/// <summary>
/// Writes a text that grows (delivery rule 5): one message, there as soon as there is something to read, changed at most once a second,
/// and in the end exactly what was said. A run that repeats an earlier one says nothing until it knows the end.
/// </summary>
internal sealed class StreamedAnswerWriter(
    ClickClackClient client,
    MessagePoster poster,
    Destinations destinations,
    PlanWriter plans,
    Journal journal,
    NonceMaker nonces,
    AnswerParts cutter,
    TimeProvider time)
{
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(1);

    /// <summary>Reads the pieces to their end and writes them.</summary>
    /// <param name="chunks">The pieces. What they throw comes out as it is.</param>
    /// <param name="cause">The message they answer.</param>
    /// <param name="trigger">The trigger key of the cause.</param>
    /// <param name="cancellationToken">Ends the reading and the attempts.</param>
    /// <exception cref="StreamWriteException">It could not be written: that is no failure of the handler.</exception>
    public async Task WriteAsync(IAsyncEnumerable<string?> chunks, Message cause, string trigger, CancellationToken cancellationToken)
    {
        var growing = new Growing(trigger, cause, nonces.Of(trigger, NonceMaker.ReplySlot(0, 0)));
        if (!await BeginAsync(growing, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var text = new GrowingText();
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task end = text.ReadAsync(chunks, reading.Token);
        bool wanted;
        try
        {
            wanted = growing.IsSilent || await ShowAsync(growing, text, end, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await StopAsync(reading, end).ConfigureAwait(false);
            throw;
        }

        if (!wanted)
        {
            await StopAsync(reading, end).ConfigureAwait(false);
            journal.Finish(trigger);
            return;
        }

        await end.ConfigureAwait(false);
        await EndAsync(growing, text.ToString(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds out whether an earlier run, or attempt, has said something.</summary>
    /// <returns>Whether there is anything to be done.</returns>
    private Task<bool> BeginAsync(Growing growing, CancellationToken cancellationToken) => WritingAsync(
        async () =>
        {
            growing.Place = await destinations.OfAsync(Reply.InPlace("-"), growing.Cause, cancellationToken).ConfigureAwait(false);
            WireMessage? there = await poster.FindAsync(growing.Nonce, cancellationToken).ConfigureAwait(false);
            growing.IsSilent = journal.Contains(growing.Trigger);
            if (there is not null && (!growing.IsSilent || there.DeletedAt is not null))
            {
                // Answered, by a run that needed no journal; or begun, and somebody does not want to read on.
                journal.Finish(growing.Trigger);
                return false;
            }

            return true;
        },
        cancellationToken);

    /// <summary>Shows the text while it grows.</summary>
    /// <returns>Whether its end is wanted: false if the message was deleted.</returns>
    private async Task<bool> ShowAsync(Growing growing, GrowingText text, Task end, CancellationToken cancellationToken)
    {
        string shown = "";
        while (true)
        {
            await Task.WhenAny(end, text.ChangedFrom(growing.Seen)).ConfigureAwait(false);
            growing.Seen = text.Length;
            if (end.IsFaulted || end.IsCanceled)
            {
                return true;
            }

            string now = cutter.Cut(text.ToString())[0].Trim();
            if (now.Length > 0 && now != shown)
            {
                if (!await WritingAsync(() => ShowAsync(growing, now, cancellationToken), cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                shown = now;
            }

            if (end.IsCompleted)
            {
                return true;
            }

            if (shown.Length > 0)
            {
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(end, Task.Delay(BetweenEdits, time, waiting.Token)).ConfigureAwait(false);
                await waiting.CancelAsync().ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (end.IsCompleted)
                {
                    // The last change comes with the journal.
                    return true;
                }
            }
        }
    }

    private async Task<bool> ShowAsync(Growing growing, string text, CancellationToken cancellationToken)
    {
        if (growing.Message is not { } message)
        {
            await journal.PutAsync(growing.Plan(PlanState.Open, [""], client.ServerTime ?? time.GetUtcNow(), nonces), cancellationToken).ConfigureAwait(false);
            growing.Message = (await poster.PostAsync(growing.Place, text, growing.Nonce, cancellationToken).ConfigureAwait(false)).Message.Id;
            return true;
        }

        try
        {
            await client.EditMessageAsync(message, text, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (InvalidRequestException)
        {
            if ((await client.GetMessageAsync(message, cancellationToken).ConfigureAwait(false)).DeletedAt is not null)
            {
                return false;
            }

            throw;
        }
    }

    private async Task EndAsync(Growing growing, string text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            // What an earlier run began has no end now; nothing better can be said.
            journal.Finish(growing.Trigger);
            return;
        }

        // As the server stores it: what is there can then be compared.
        string[] parts = [.. cutter.Cut(text, growing.Trigger).Select(static part => part.Trim())];
        Plan final = growing.Plan(PlanState.Final, parts, client.ServerTime ?? time.GetUtcNow(), nonces);
        await journal.PutAsync(final, cancellationToken).ConfigureAwait(false);
        await WritingAsync(
            async () =>
            {
                await plans.WriteAsync(final, isFresh: false, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task StopAsync(CancellationTokenSource reading, Task end)
    {
        await reading.CancelAsync().ConfigureAwait(false);
        await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Does something with the server, whose refusals are not the handler's failure.</summary>
    private static async Task<bool> WritingAsync(Func<Task<bool>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception error) when (error is ApiException or PlanRefusedException && !cancellationToken.IsCancellationRequested)
        {
            throw new StreamWriteException(error);
        }
    }

    /// <summary>One text that grows.</summary>
    private sealed class Growing(string trigger, Message cause, string nonce)
    {
        public string Trigger { get; } = trigger;

        public Message Cause { get; } = cause;

        public string Nonce { get; } = nonce;

        public Place Place { get; set; } = new();

        /// <summary>Whether an earlier run began it: what is there stays until the end is known.</summary>
        public bool IsSilent { get; set; }

        public MessageId? Message { get; set; }

        public int Seen { get; set; }

        public Plan Plan(PlanState state, IReadOnlyList<string> parts, DateTimeOffset now, NonceMaker nonces) => new(
            Trigger,
            now,
            [.. parts.Select((part, i) =>
            {
                string slot = NonceMaker.ReplySlot(0, i);
                return new PlannedMessage(slot, nonces.Of(Trigger, slot), part, i == 0 ? Place : Place with { Quote = null });
            })]) { State = state };
    }

    /// <summary>What was said so far.</summary>
    private sealed class GrowingText
    {
        private readonly Lock gate = new();
        private readonly StringBuilder text = new();
        private TaskCompletionSource changed = New();

        public int Length
        {
            get
            {
                lock (gate)
                {
                    return text.Length;
                }
            }
        }

        /// <summary>Ends when the text is longer.</summary>
        public Task ChangedFrom(int length)
        {
            lock (gate)
            {
                return text.Length > length ? Task.CompletedTask : changed.Task;
            }
        }

        public async Task ReadAsync(IAsyncEnumerable<string?> chunks, CancellationToken cancellationToken)
        {
            await foreach (string? chunk in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (!string.IsNullOrEmpty(chunk))
                {
                    lock (gate)
                    {
                        text.Append(chunk);
                        changed.SetResult();
                        changed = New();
                    }
                }
            }
        }

        public override string ToString()
        {
            lock (gate)
            {
                return text.ToString();
            }
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

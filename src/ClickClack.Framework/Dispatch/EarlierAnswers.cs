using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Replies;

namespace ClickClack.Dispatch;

/// <summary>
/// The bot's own messages among what is read at start (delivery rule 17). A run that died between its answer and its checkpoint left its
/// answer in the log, behind the message that is answered: with it the handler need not run again. A page of the log is noticed as a
/// whole before anything of it is handled; what is farther away is found too late, and that handler runs again, as without this.
/// </summary>
/// <param name="poster">Asks the server for what stands under a nonce.</param>
/// <param name="nonces">Names the answers of a message.</param>
/// <param name="journal">The plans that are not carried out.</param>
/// <param name="bot">The bot's user id.</param>
internal sealed class EarlierAnswers(MessagePoster poster, NonceMaker nonces, Journal journal, UserId bot)
{
    /// <summary>So many at most: a crash leaves a few messages that are answered and not saved as done.</summary>
    internal const int Most = 4096;

    private readonly Lock gate = new();
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private long newest = long.MinValue;

    /// <summary>How many are remembered.</summary>
    internal int Count
    {
        get
        {
            lock (gate)
            {
                return seen.Count;
            }
        }
    }

    /// <summary>Takes note of what may be the bot's own among events that are about to be handled.</summary>
    public void Notice(IReadOnlyList<WireEvent> page)
    {
        foreach (WireEvent wire in page)
        {
            // A reply's event does not name its author. Whoever copies a nonce costs a look-up, and no more.
            if (wire.PayloadText("nonce") is { } nonce
                && Nonce.IsOurs(nonce)
                && (wire.Type == EventTypes.ThreadReplyCreated || (wire.Type == EventTypes.MessageCreated && wire.PayloadText("author_id") == bot.Value)))
            {
                lock (gate)
                {
                    Add(nonce, wire.CreatedAt);
                }
            }
        }
    }

    /// <summary>Which answer an earlier run gave to a message that has no plan to be carried out.</summary>
    /// <param name="trigger">The message's trigger key.</param>
    /// <param name="at">When the message was created.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="UnauthorizedException">The token is dead.</exception>
    public async ValueTask<EarlierAnswer> FindAsync(string trigger, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (at.UtcTicks > Volatile.Read(ref newest))
        {
            // Nothing that was noticed can be an answer to it: of all that comes once the bot is live there is no more to do than this.
            return EarlierAnswer.None;
        }

        if (await IsThereAsync(nonces.Of(trigger, AnswerSlots.FirstOfError), cancellationToken).ConfigureAwait(false))
        {
            return EarlierAnswer.Error;
        }

        // A text that was only begun is no answer: its handler has to say it to the end.
        return !journal.Contains(trigger) && await IsThereAsync(nonces.Of(trigger, Nonce.FirstReply), cancellationToken).ConfigureAwait(false)
            ? EarlierAnswer.Reply
            : EarlierAnswer.None;
    }

    private void Add(string nonce, DateTimeOffset at)
    {
        if (seen.Add(nonce))
        {
            newest = Math.Max(newest, at.UtcTicks);
            order.Enqueue(nonce);
            if (order.Count > Most)
            {
                seen.Remove(order.Dequeue());
            }
        }
    }

    /// <summary>Everybody can read a nonce and send it: whether it was the bot, only its own row tells.</summary>
    private async Task<bool> IsThereAsync(string nonce, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!seen.Contains(nonce))
            {
                return false;
            }
        }

        try
        {
            return await poster.FindAsync(nonce, cancellationToken).ConfigureAwait(false) is not null;
        }
        catch (ApiException error) when (error is not UnauthorizedException && !cancellationToken.IsCancellationRequested)
        {
            // Nobody can tell. The handler runs, and its answer still becomes visible once.
            return false;
        }
    }
}

/// <summary>Which answer of an earlier run stands there.</summary>
internal enum EarlierAnswer
{
    /// <summary>None that is known of.</summary>
    None,

    /// <summary>The handler's.</summary>
    Reply,

    /// <summary>The error handler's: the message was given up.</summary>
    Error,
}

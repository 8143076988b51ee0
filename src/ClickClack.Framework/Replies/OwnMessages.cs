namespace ClickClack.Replies;

/// <summary>
/// What this account wrote a moment ago (delivery rule 15): a reply's event does not name its author, and it may arrive before the
/// answer to the post that made it.
/// </summary>
internal sealed class OwnMessages
{
    /// <summary>An echo follows its post within seconds; so many posts are enough for any of them.</summary>
    private const int Remembered = 8192;

    private readonly Lock gate = new();
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private readonly HashSet<string> noncesInFlight = new(StringComparer.Ordinal);

    /// <summary>A post begins.</summary>
    public void Begin(string nonce)
    {
        lock (gate)
        {
            noncesInFlight.Add(nonce);
        }
    }

    /// <summary>A post ended. From here on only the message's id counts: everybody can read a nonce, and use it too.</summary>
    /// <param name="nonce">Its nonce.</param>
    /// <param name="message">The id of what it made, or null if that is unknown.</param>
    public void End(string nonce, string? message)
    {
        lock (gate)
        {
            noncesInFlight.Remove(nonce);
            if (message is not null && ids.Add(message))
            {
                order.Enqueue(message);
                if (order.Count > Remembered)
                {
                    ids.Remove(order.Dequeue());
                }
            }
        }
    }

    /// <summary>Whether a message is this account's.</summary>
    /// <param name="message">Its id.</param>
    /// <param name="nonce">The nonce its event carries, or null.</param>
    public bool Contains(string message, string? nonce)
    {
        lock (gate)
        {
            return ids.Contains(message) || (nonce is not null && noncesInFlight.Contains(nonce));
        }
    }
}

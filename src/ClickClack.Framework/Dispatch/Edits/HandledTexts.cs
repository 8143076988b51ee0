namespace ClickClack.Dispatch;

/// <summary>
/// Which text of a message was handled in this run: what is read at a start is the newest text already, and the events of its edits are yet
/// to come. The oldest are forgotten, which costs a run more.
/// </summary>
internal sealed class HandledTexts
{
    private const int Most = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> texts = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>Whether a text, or a later one, was handled.</summary>
    /// <param name="trigger">The message's trigger key.</param>
    /// <param name="edited">When the message got that text; null if it always had it.</param>
    public bool Contains(string trigger, DateTimeOffset? edited)
    {
        lock (gate)
        {
            return texts.TryGetValue(trigger, out DateTimeOffset known) && known >= (edited ?? DateTimeOffset.MinValue);
        }
    }

    /// <summary>A text is handled from here on, whatever becomes of it.</summary>
    /// <param name="trigger">The message's trigger key.</param>
    /// <param name="edited">When the message got that text; null if it always had it.</param>
    public void Add(string trigger, DateTimeOffset? edited)
    {
        lock (gate)
        {
            if (!texts.ContainsKey(trigger))
            {
                order.Enqueue(trigger);
                if (order.Count > Most)
                {
                    texts.Remove(order.Dequeue());
                }
            }

            texts[trigger] = edited ?? DateTimeOffset.MinValue;
        }
    }
}

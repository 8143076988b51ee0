using ClickClack.Protocol;

namespace ClickClack.Dispatch;

/// <summary>
/// The changes of messages that came and are not over. Whether a change is an edit, and whether a later one follows it, only the message
/// tells; what one of them found out when it was read saves the others from asking.
/// </summary>
internal sealed class PendingChanges
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, State> messages = new(StringComparer.Ordinal);

    /// <summary>A change came.</summary>
    public void Add(string message)
    {
        lock (gate)
        {
            if (!messages.TryGetValue(message, out State? state))
            {
                messages.Add(message, state = new State());
            }

            state.Unfinished++;
            state.Count++;
        }
    }

    /// <summary>A change is over, or was left for the next run.</summary>
    public void Remove(string message)
    {
        lock (gate)
        {
            if (--messages[message].Unfinished == 0)
            {
                messages.Remove(message);
            }
        }
    }

    /// <summary>How many changes of a message came since there was none at work; 0 for none.</summary>
    public int CountOf(string message)
    {
        lock (gate)
        {
            return messages.GetValueOrDefault(message)?.Count ?? 0;
        }
    }

    /// <summary>A message was read.</summary>
    public void Read(WireMessage row)
    {
        lock (gate)
        {
            if (messages.TryGetValue(row.Id.Value, out State? state) && row.EditedAt is { } edited && edited > state.EditedAt)
            {
                state.EditedAt = edited;
            }
        }
    }

    /// <summary>When a message was edited last, as far as is known; the minimum if it is not.</summary>
    public DateTimeOffset EditOf(string message)
    {
        lock (gate)
        {
            return messages.GetValueOrDefault(message)?.EditedAt ?? DateTimeOffset.MinValue;
        }
    }

    private sealed class State
    {
        public int Unfinished { get; set; }

        public int Count { get; set; }

        public DateTimeOffset EditedAt { get; set; }
    }
}

namespace ClickClack.Dispatch;

/// <summary>A running lane that is not the default one.</summary>
/// <param name="Handler">The handler whose lane it is.</param>
/// <param name="Rule">What the handler asks for; those of one name can differ.</param>
/// <param name="Id">The id of the conversation, the root of the thread, or the user.</param>
internal readonly record struct LaneKey(string Handler, RouteLane Rule, string Id)
{
    public override string ToString() => $"{Id} ({Handler})";
}

/// <summary>Events of which one is at work at a time. Guarded by its <see cref="Lanes"/>.</summary>
/// <param name="key">Which lane it is; null for a default one.</param>
internal sealed class RunningLane(LaneKey? key)
{
    private Queue<LaneTicket>? waiting;
    private bool busy;

    /// <summary>Which lane it is; null for a default one.</summary>
    public LaneKey? Key { get; } = key;

    /// <summary>How many wait.</summary>
    public int Waiting => waiting?.Count ?? 0;

    /// <summary>Whether nothing runs and nothing waits.</summary>
    public bool IsIdle => !busy && Waiting == 0;

    /// <summary>Lets a ticket run, if nothing else does and it may.</summary>
    /// <returns>Whether it does. If not, it is to be enqueued.</returns>
    public bool TryEnter(LaneTicket ticket)
    {
        if (busy || Waiting > 0 || !ticket.IsRipe)
        {
            return false;
        }

        busy = true;
        return true;
    }

    /// <summary>Puts a ticket at the end.</summary>
    public void Enqueue(LaneTicket ticket) => (waiting ??= new Queue<LaneTicket>()).Enqueue(ticket);

    /// <summary>A later one takes the place of all that wait.</summary>
    public void Supersede()
    {
        for (int count = Waiting; count > 0; count--)
        {
            LaneTicket ticket = waiting!.Dequeue();
            if (ticket.Stage == LaneStage.Waiting && !ticket.MustRun)
            {
                ticket.Supersede();
            }
            else
            {
                waiting.Enqueue(ticket);
            }
        }
    }

    /// <summary>Nothing further comes: there is no quiet to wait for.</summary>
    /// <inheritdoc cref="Next"/>
    public LaneTicket? Ripen()
    {
        foreach (LaneTicket ticket in waiting ?? [])
        {
            ticket.IsRipe = true;
        }

        return Next();
    }

    /// <summary>What was at work is over.</summary>
    /// <inheritdoc cref="Next"/>
    public LaneTicket? Release()
    {
        busy = false;
        return Next();
    }

    /// <summary>Lets the next one run, if it may.</summary>
    /// <returns>What runs now, and is to be resumed; null for nothing.</returns>
    public LaneTicket? Next()
    {
        while (!busy && waiting is not null && waiting.TryPeek(out LaneTicket? ticket))
        {
            // One that was abandoned while it waited just goes.
            if (ticket.Stage == LaneStage.Waiting)
            {
                if (!ticket.IsRipe)
                {
                    return null;
                }

                busy = true;
                ticket.Run();
            }

            waiting.Dequeue();
            if (busy)
            {
                return ticket;
            }
        }

        return null;
    }
}

namespace ClickClack.Dispatch;

/// <summary>
/// Places for so many at once. Whoever waits for one waits behind its own conversation, and conversations take turns: one with a thousand
/// messages does not keep another from its first.
/// </summary>
/// <param name="count">How many places there are.</param>
internal sealed class FairSlots(int count)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<TaskCompletionSource>> waiting = new(StringComparer.Ordinal);
    private readonly Queue<string> turns = new();
    private int free = count;

    /// <summary>Takes a place; to be given back by <see cref="Leave"/>.</summary>
    /// <param name="conversation">The id of the channel or direct conversation.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public ValueTask EnterAsync(string conversation, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (gate)
        {
            if (free > 0)
            {
                free--;
                return ValueTask.CompletedTask;
            }

            if (!waiting.TryGetValue(conversation, out Queue<TaskCompletionSource>? queue))
            {
                waiting.Add(conversation, queue = new Queue<TaskCompletionSource>());
                turns.Enqueue(conversation);
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            queue.Enqueue(turn);
        }

        return new ValueTask(WaitAsync(turn, cancellationToken));
    }

    /// <summary>Gives a place back.</summary>
    public void Leave()
    {
        lock (gate)
        {
            while (turns.TryDequeue(out string? conversation))
            {
                Queue<TaskCompletionSource> queue = waiting[conversation];
                bool given = queue.Dequeue().TrySetResult();
                if (queue.Count > 0)
                {
                    turns.Enqueue(conversation);
                }
                else
                {
                    waiting.Remove(conversation);
                }

                if (given)
                {
                    return;
                }
            }

            free++;
        }
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration giveUp = cancellationToken.UnsafeRegister(
            static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), turn);
        await turn.Task.ConfigureAwait(false);
    }
}

namespace ClickClack.Dispatch;

/// <summary>
/// Lets one run at a time answer a message: its lanes may differ from those of its edits, and two of its answers must not be mixed.
/// </summary>
internal sealed class MessageTurns
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<TaskCompletionSource>> taken = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn. Dispose the result when done.</summary>
    /// <param name="trigger">The message's trigger key.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public ValueTask<IDisposable> EnterAsync(string trigger, CancellationToken cancellationToken)
    {
        TaskCompletionSource? turn = null;
        lock (gate)
        {
            if (taken.TryGetValue(trigger, out Queue<TaskCompletionSource>? waiting))
            {
                turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting.Enqueue(turn);
            }
            else
            {
                taken.Add(trigger, new Queue<TaskCompletionSource>());
            }
        }

        return turn is null ? new ValueTask<IDisposable>(new Turn(this, trigger)) : WaitAsync(turn, trigger, cancellationToken);
    }

    private async ValueTask<IDisposable> WaitAsync(TaskCompletionSource turn, string trigger, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration giveUp = cancellationToken.UnsafeRegister(
            static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), turn);
        await turn.Task.ConfigureAwait(false);
        return new Turn(this, trigger);
    }

    private void Leave(string trigger)
    {
        lock (gate)
        {
            while (taken[trigger].TryDequeue(out TaskCompletionSource? next))
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            taken.Remove(trigger);
        }
    }

    private sealed class Turn(MessageTurns turns, string trigger) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                turns.Leave(trigger);
            }
        }
    }
}

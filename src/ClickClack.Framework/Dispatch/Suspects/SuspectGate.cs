namespace ClickClack.Dispatch;

/// <summary>Lets everything run side by side, except what is suspected of taking the process down: that runs alone (delivery rule 18).</summary>
internal sealed class SuspectGate
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> others = new();
    private readonly Queue<TaskCompletionSource> suspects = new();
    private int inside;
    private bool suspectInside;

    /// <summary>Waits for the turn. Dispose the result when done.</summary>
    /// <param name="alone">Whether nothing else may run meanwhile.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async ValueTask<IDisposable> EnterAsync(bool alone, CancellationToken cancellationToken)
    {
        TaskCompletionSource? turn = null;
        lock (gate)
        {
            // Who comes while a suspect waits stays behind it: otherwise a busy bot would never come to it.
            if (alone ? inside > 0 : suspectInside || suspects.Count > 0)
            {
                turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                (alone ? suspects : others).Enqueue(turn);
            }
            else
            {
                inside++;
                suspectInside = alone;
            }
        }

        if (turn is not null)
        {
            using CancellationTokenRegistration giveUp = cancellationToken.UnsafeRegister(
                static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), turn);
            try
            {
                await turn.Task.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                lock (gate)
                {
                    LetIn();
                }

                throw;
            }
        }

        return new Turn(this, alone);
    }

    private void Leave(bool alone)
    {
        lock (gate)
        {
            inside--;
            suspectInside &= !alone;
            LetIn();
        }
    }

    private void LetIn()
    {
        while (!suspectInside)
        {
            if (suspects.TryPeek(out TaskCompletionSource? suspect))
            {
                if (inside > 0 && !suspect.Task.IsCompleted)
                {
                    return;
                }

                suspects.Dequeue();
                if (suspect.TrySetResult())
                {
                    inside++;
                    suspectInside = true;
                }
            }
            else if (others.TryDequeue(out TaskCompletionSource? other))
            {
                inside += other.TrySetResult() ? 1 : 0;
            }
            else
            {
                return;
            }
        }
    }

    private sealed class Turn(SuspectGate gate, bool alone) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                gate.Leave(alone);
            }
        }
    }
}

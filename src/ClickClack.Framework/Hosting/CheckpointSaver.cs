using ClickClack.Realtime;
using ClickClack.State;

namespace ClickClack.Hosting;

/// <summary>Saves the checkpoint a moment after something changed, many changes at once.</summary>
internal sealed class CheckpointSaver(EventProgress progress, CheckpointStore store, StorageHealth health, TimeProvider time)
{
    /// <summary>Writes what must be on the disk before a checkpoint says that it is done; false if that cannot be now.</summary>
    public Func<bool> Prepare { get; init; } = static () => true;

    /// <summary>
    /// What can be forgotten once the checkpoint is saved that is taken next, and how; asked before it is taken. Null for nothing.
    /// </summary>
    public Func<Action?>? Forgettable { get; init; }

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock saving = new();

    /// <summary>Saves until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // An account with nothing to do does nothing.
            await progress.WhenChangedAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
            Save();
            if (Forgettable?.Invoke() is not null)
            {
                // Done after it was asked what can be forgotten and before the checkpoint was taken, which holds it. Nothing else may ever change.
                await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
                Save();
            }
        }
    }

    /// <summary>Saves now, if anything changed. A full disk is reported once and does not stop the bot: answers have their own names.</summary>
    public void Save()
    {
        // One at a time: the first checkpoint is not saved by the timer, and an older one must not replace a newer one.
        lock (saving)
        {
            SaveLocked();
        }
    }

    private void SaveLocked()
    {
        Action? forget = Forgettable?.Invoke();
        CheckpointChange? change = null;
        Checkpoint? checkpoint = store.IsLong || !progress.TryTakeChange(out change) ? progress.TakeCheckpoint() : null;
        if (change is null && checkpoint is null)
        {
            // What was saved last holds it.
            forget?.Invoke();
            return;
        }

        try
        {
            // After it was taken: what is done in it was given up before that.
            if (!Prepare())
            {
                progress.NotSaved();
                return;
            }

            if (change is not null)
            {
                store.Save(change);
            }
            else
            {
                store.Save(checkpoint!);
            }

            forget?.Invoke();
            health.Saved(CheckpointStore.What);
        }
#pragma warning disable CA1031 // Whatever it was: a saver that ended in silence would be noticed only after the next crash.
        catch (Exception error)
#pragma warning restore CA1031
        {
            progress.NotSaved();
            health.Failed(CheckpointStore.What, error.Message);
        }
    }
}

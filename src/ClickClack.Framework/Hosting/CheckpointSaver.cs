using ClickClack.Realtime;
using Microsoft.Extensions.Logging;

namespace ClickClack.Hosting;

/// <summary>Saves the checkpoint a moment after something changed, many changes at once.</summary>
internal sealed class CheckpointSaver(EventProgress progress, CheckpointStore store, TimeProvider time, ILogger logger)
{
    /// <summary>
    /// What can be forgotten once the checkpoint is saved that is taken next, and how; asked before it is taken. Null for nothing.
    /// </summary>
    public Func<Action?>? Forgettable { get; init; }

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock saving = new();
    private bool failed;

    /// <summary>Saves until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            // An account with nothing to do does nothing.
            await progress.WhenChangedAsync(cancellation).ConfigureAwait(false);
            await Task.Delay(Interval, time, cancellation).ConfigureAwait(false);
            Save();
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
        if (progress.TakeCheckpoint() is not { } checkpoint)
        {
            // The one saved last holds it.
            forget?.Invoke();
            return;
        }

        try
        {
            store.Save(checkpoint);
            progress.Recycle(checkpoint);
            forget?.Invoke();
            if (failed)
            {
                failed = false;
                logger.CheckpointSavedAgain();
            }
        }
#pragma warning disable CA1031 // Whatever it was: a saver that ended in silence would be noticed only after the next crash.
        catch (Exception error)
#pragma warning restore CA1031
        {
            progress.NotSaved();
            if (!failed)
            {
                failed = true;
                logger.CheckpointUnsaved(error.Message);
            }
        }
    }
}

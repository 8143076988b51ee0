using ClickClack.Realtime;
using Microsoft.Extensions.Logging;

namespace ClickClack.Hosting;

/// <summary>Saves the checkpoint a moment after something changed, many changes at once.</summary>
internal sealed class CheckpointSaver(EventProgress progress, ICheckpointStore store, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private bool failed;

    /// <summary>Saves until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            Save();
        }
    }

    /// <summary>Saves now, if anything changed. A full disk is reported once and does not stop the bot: answers have their own names.</summary>
    public void Save()
    {
        if (progress.TakeCheckpoint() is not { } checkpoint)
        {
            return;
        }

        try
        {
            store.Save(checkpoint);
            if (failed)
            {
                failed = false;
                logger.CheckpointSavedAgain();
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
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

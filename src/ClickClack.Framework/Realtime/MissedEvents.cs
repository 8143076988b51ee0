using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>
/// Reads again, in the log, what came since the place of the checkpoint: the socket may have left something out (delivery rule 14).
/// </summary>
internal sealed class MissedEvents(
    ClickClackClient client, PatientCalls calls, WorkspaceId workspace, EventProgress progress, int maxPending, TimeProvider time)
{
    private const int PageSize = 500;

    /// <summary>The place of the checkpoint is a minute behind at most, unless very much goes on; then the reading is not worth it.</summary>
    private const int MostPages = 8;

    /// <summary>Conversations wait for what this finds; not for a server that is away.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Reads, as far as it gets. It does not throw.</summary>
    /// <param name="admit">Takes what has not come before.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task ReadAsync(Action<EventEntry> admit, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            string? place = progress.Cursor;
            for (int pages = 0; pages < MostPages && place is not null; pages++)
            {
                place = await ReadPageAsync(place, admit, either.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is ApiException or OperationCanceledException)
        {
            // Whoever reads events all the time finds out what is wrong, if it lasts.
        }
    }

    /// <summary>Reads a page.</summary>
    /// <returns>The place of its end; null if there is nothing to read behind it.</returns>
    private async Task<string?> ReadPageAsync(string place, Action<EventEntry> admit, CancellationToken cancellationToken)
    {
        EventsPage page = await calls.AskAsync(() => client.GetEventsAsync(workspace, new EventCursor(place), PageSize, cancellationToken), cancellationToken).ConfigureAwait(false);
        string end = place;
        foreach (WireEvent wire in page.Events)
        {
            // What was left on the server is read from there anyway, when there is room for it.
            if (cancellationToken.IsCancellationRequested || progress.IsHeld || progress.Unfinished >= maxPending)
            {
                return null;
            }

            end = string.CompareOrdinal(wire.Cursor.Value, end) > 0 ? wire.Cursor.Value : end;
            if (progress.TryAdmit(wire, out EventEntry? entry))
            {
                admit(entry);
            }
        }

        return page.Events.Count < PageSize || end == place ? null : end;
    }
}

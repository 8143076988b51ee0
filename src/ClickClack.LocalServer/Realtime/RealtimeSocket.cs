using System.Net.WebSockets;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Realtime;

/// <summary>
/// One open socket: first what the log holds after the client's cursor, then what happens. Like the real server it sends only: it
/// never reads, so a client's pings get no pong and its close frame no answer; unless it is asked to be polite.
/// </summary>
internal sealed class RealtimeSocket(
    WebSocket socket, Subscription subscription, Database database, Hub hub, TimeProvider time, bool polite)
{
    private const int PageSize = 500;
    private const int ReplayLimit = 5000;

    private const WebSocketCloseStatus ResyncRequired = (WebSocketCloseStatus)4001;
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    private readonly string workspaceId = subscription.WorkspaceId;
    private readonly string userId = subscription.Caller.User.Id;
    private Task? reading;

    /// <summary>Returns when the socket is closed; throws <see cref="OperationCanceledException"/> when the client or the server goes away.</summary>
    public async Task RunAsync(string? afterCursor, CancellationToken cancellationToken)
    {
        if (!polite)
        {
            await ServeAsync(afterCursor, cancellationToken);
            return;
        }
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        reading = ReadToCloseAsync(cancellationToken);
        var serving = ServeAsync(afterCursor, left.Token);
        if (await Task.WhenAny(reading, serving) == reading)
        {
            await left.CancelAsync();
        }
        try
        {
            await serving;
        }
        catch (OperationCanceledException) when (socket.State == WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }
    }

    private async Task ServeAsync(string? afterCursor, CancellationToken cancellationToken)
    {
        var tail = await database.RunAsync(db => EventStore.Tail(db, workspaceId, userId));
        var replayed = await ReplayAsync(afterCursor, tail, cancellationToken);
        if (replayed is null)
        {
            await CloseAsync(ResyncRequired, "realtime replay limit exceeded; resync required", cancellationToken);
            return;
        }
        hub.MarkLive(subscription);
        await foreach (var publication in subscription.Events.ReadAllAsync(cancellationToken))
        {
            if (publication.RemovedUserId == userId)
            {
                await CloseAsync(WebSocketCloseStatus.PolicyViolation, "workspace access revoked", cancellationToken);
                return;
            }
            // Ephemeral events have no cursor and are never part of a replay.
            var cursor = publication.Event.Cursor;
            if (publication.IsFor(userId) && (cursor.Length == 0 || string.CompareOrdinal(cursor, replayed) > 0))
            {
                await SendAsync(publication.Frame, cancellationToken);
            }
        }
        await CloseAsync(TryAgainLater, "realtime buffer overflow; reconnect with after_cursor to replay", cancellationToken);
    }

    // The cursor up to which everything was sent; null when the client has to start anew.
    private async Task<string?> ReplayAsync(string? afterCursor, string tail, CancellationToken cancellationToken)
    {
        var position = afterCursor ?? "";
        if (position.Length > 0)
        {
            var known = await database.RunAsync(db => EventStore.IsKnown(db, workspaceId, position));
            if (!known || string.CompareOrdinal(position, tail) > 0)
            {
                return null;
            }
        }
        var seen = 0;
        while (string.CompareOrdinal(position, tail) < 0)
        {
            if (seen == ReplayLimit)
            {
                return null;
            }
            var from = position;
            var page = await database.RunAsync(db => EventStore.ReplayPage(db, workspaceId, userId, from, tail, PageSize));
            if (page.Count == 0)
            {
                return null;
            }
            foreach (var logged in page)
            {
                if (logged.Visible)
                {
                    await SendAsync(Json.Bytes(logged.Event, WireJson.Default.Event), cancellationToken);
                }
            }
            seen += page.Count;
            position = page[^1].Event.Cursor;
        }
        return tail;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        var sending = socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        if (!sending.IsCompletedSuccessfully)
        {
            await sending.AsTask().WaitAsync(SendLimit, time, cancellationToken);
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string reason, CancellationToken cancellationToken)
    {
        await socket.CloseOutputAsync(status, reason, cancellationToken).WaitAsync(SendLimit, time, cancellationToken);
        // Wait for the client's answer: closing the connection over unread data would take our own close frame with it.
        using var timeout = new CancellationTokenSource(CloseLimit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await (reading ?? ReadToCloseAsync(limit.Token)).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // It takes too long.
        }
    }

    // Whatever a client says means nothing here; the library answers its pings meanwhile.
    private async Task ReadToCloseAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // It went away without a close frame, or it is no longer waited for.
        }
    }
}

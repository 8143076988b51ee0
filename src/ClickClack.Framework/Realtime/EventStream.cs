using System.Text.Json;
using System.Threading.Channels;
using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>
/// One account's events, each once, whatever the connection does: reads what was missed through HTTP, then the socket, and starts over
/// when that ends (delivery rules 9 to 13). It never runs a handler and never waits for one, because the server closes a reader that
/// falls 32 events behind.
/// </summary>
internal sealed class EventStream(
    ClickClackClient client,
    string workspace,
    string token,
    EventProgress progress,
    EventStreamLimits limits,
    Action<EventEntry> admit,
    IConnectionObserver observer,
    TimeProvider time)
{
    private const int PageSize = 500;
    private static readonly TimeSpan StableAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OverflowMemory = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ProbeGrace = TimeSpan.FromSeconds(2);

    private volatile bool parked;
    private long lastFrameAt;

    /// <summary>Reads until it is cancelled.</summary>
    /// <param name="saveTail">Saves the first checkpoint; called before the first socket opens.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="AccountStoppedException">The account cannot go on.</exception>
    public async Task RunAsync(Action saveTail, CancellationToken cancellation)
    {
        try
        {
            string place = await StartAsync(saveTail, cancellation).ConfigureAwait(false);
            await FollowAsync(place, cancellation).ConfigureAwait(false);
        }
        catch (UnauthorizedException error)
        {
            throw new AccountStoppedException($"the server does not accept the token ({error.Message})", error);
        }
        catch (MissingScopeException error)
        {
            throw new AccountStoppedException($"the token is missing the scope {error.Scope} ({error.Message})", error);
        }
        catch (ApiException error)
        {
            throw new AccountStoppedException(error.Message, error);
        }
    }

    private async Task<string> StartAsync(Action saveTail, CancellationToken cancellation)
    {
        if (progress.Cursor is not { } cursor)
        {
            // What was said before the first start is not ours to answer. The tail is saved before the socket opens, so that a crash
            // in between cannot move it.
            EventsPage page = await client.GetEventsAsync(workspace, "", 1, cancellation).ConfigureAwait(false);
            progress.BeginAt(page.TailCursor ?? "");
            saveTail();
            return progress.Newest;
        }

        if (cursor.Length > 0 && !await ExistsAsync(cursor, cancellation).ConfigureAwait(false))
        {
            EventsPage page = await client.GetEventsAsync(workspace, cursor, 1, cancellation).ConfigureAwait(false);
            string tail = page.TailCursor ?? "";
            observer.Gap(cursor, tail);
            if (string.CompareOrdinal(tail, cursor) < 0)
            {
                // Another log than the one we know: an older backup, or a new database. Its history is not ours either.
                progress.RestartAt(tail);
                saveTail();
                return tail;
            }
        }

        DateTimeOffset? answerFrom = client.ServerTime - limits.ResumeWithin;
        string place = await DrainAsync(answerFrom, cancellation).ConfigureAwait(false);
        progress.ForgetEarlierRun();
        return place;
    }

    /// <summary>Whether the log holds an event: reading on from just before it must bring it.</summary>
    private async Task<bool> ExistsAsync(string cursor, CancellationToken cancellation)
    {
        string justBefore = string.Concat(cursor.AsSpan(0, cursor.Length - 1), [(char)(cursor[^1] - 1), '~']);
        EventsPage page = await client.GetEventsAsync(workspace, justBefore, 1, cancellation).ConfigureAwait(false);
        return page.Events is [{ } first, ..] && first.Cursor == cursor;
    }

    /// <summary>Reads the log through HTTP from the checkpoint to its end.</summary>
    /// <param name="answerFrom">Older events are passed over; null for none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The cursor the socket can go on from.</returns>
    private async Task<string> DrainAsync(DateTimeOffset? answerFrom, CancellationToken cancellation)
    {
        string place = progress.Cursor ?? "";
        long holds = progress.Holds;
        var skipped = new SkippedEvents();
        while (true)
        {
            EventsPage page = await client.GetEventsAsync(workspace, place, PageSize, cancellation).ConfigureAwait(false);
            foreach (WireEvent wire in page.Events)
            {
                while (progress.Unfinished >= limits.MaxPending)
                {
                    await progress.WaitUntilBelowAsync(limits.MaxPending / 2, cancellation).ConfigureAwait(false);
                }

                place = string.CompareOrdinal(wire.Cursor, place) > 0 ? wire.Cursor : place;
                bool tooOld = wire.CreatedAt < answerFrom;
                if (progress.TryAdmit(wire, out EventEntry? entry))
                {
                    if (tooOld)
                    {
                        skipped.Add(wire);
                        progress.Complete(entry);
                    }
                    else
                    {
                        admit(entry);
                    }
                }
            }

            if (page.Events.Length == 0)
            {
                if (skipped.Count > 0)
                {
                    observer.Skipped(skipped.Count, skipped.Oldest, skipped.Newest, limits.ResumeWithin);
                }

                progress.Release(holds);
                string tail = page.TailCursor ?? "";
                return string.CompareOrdinal(tail, place) > 0 ? tail : place;
            }
        }
    }

    private async Task FollowAsync(string place, CancellationToken cancellation)
    {
        var backoff = new Backoff();
        DateTimeOffset? lastOverflow = null;
        while (true)
        {
            long openedAt = time.GetTimestamp();
            (SocketEnd end, bool progressed) = await RunSocketAsync(place, cancellation).ConfigureAwait(false);
            if (time.GetElapsedTime(openedAt) >= StableAfter)
            {
                backoff.Reset();
            }

            bool atOnce = false;
            switch (end.Kind)
            {
                case SocketEndKind.AccessRevoked:
                    throw new AccountStoppedException(end.Reason);
                case SocketEndKind.Refused:
                    // The handshake's answer has no body here; the same question by HTTP says why, and throws.
                    await client.GetEventsAsync(workspace, progress.Newest, 1, cancellation).ConfigureAwait(false);
                    break;
                case SocketEndKind.Overflow:
                    DateTimeOffset now = time.GetUtcNow();
                    atOnce = !progress.IsHeld && (lastOverflow is null || now - lastOverflow > OverflowMemory);
                    lastOverflow = now;
                    break;
                case SocketEndKind.ReplayRefused:
                    atOnce = progressed && !progress.IsHeld;
                    break;
            }

            TimeSpan delay = atOnce || end.Kind is SocketEndKind.Overflow or SocketEndKind.Stale ? TimeSpan.Zero : backoff.Next();
            observer.Reconnecting(delay, end.Reason);
            await Task.Delay(delay, time, cancellation).ConfigureAwait(false);
            place = atOnce ? progress.Newest : await DrainAsync(answerFrom: null, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<(SocketEnd End, bool Progressed)> RunSocketAsync(string place, CancellationToken cancellation)
    {
        using var socket = new EventSocket(token, time);
        if (await socket.ConnectAsync(SocketAddress(place), cancellation).ConfigureAwait(false) is { } refused)
        {
            return (refused, false);
        }

        observer.Live();
        lastFrameAt = time.GetTimestamp();
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task watch = WatchSilenceAsync(socket, watching.Token);
        var parking = Channel.CreateBounded<int>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        Task unpark = UnparkAsync(parking.Reader, watching.Token);
        bool progressed = false;
        try
        {
            while (true)
            {
                (ReadOnlyMemory<byte> frame, SocketEnd? end) = await socket.ReadAsync(cancellation).ConfigureAwait(false);
                if (end is not null)
                {
                    return (end, progressed);
                }

                Volatile.Write(ref lastFrameAt, time.GetTimestamp());
                if (Read(frame) is not { Cursor.Length: > 0 } wire)
                {
                    continue;
                }

                if (!parked && progress.Unfinished >= limits.MaxPending)
                {
                    parked = true;
                    progress.Hold();
                    observer.Parked(progress.Unfinished);
                    parking.Writer.TryWrite(0);
                }

                // A parked reader keeps reading, so that the server keeps the socket, and drops: the server's log is the queue.
                if (!parked)
                {
                    progressed = true;
                    if (progress.TryAdmit(wire, out EventEntry? entry))
                    {
                        admit(entry);
                    }
                }
            }
        }
        finally
        {
            await watching.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(watch, unpark).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            parked = false;
        }
    }

    private async Task UnparkAsync(ChannelReader<int> parkings, CancellationToken cancellation)
    {
        await foreach (int _ in parkings.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            await progress.WaitUntilBelowAsync(limits.MaxPending / 2, cancellation).ConfigureAwait(false);

            // First live frames count again, then everything dropped is read: nothing can fall between the two.
            parked = false;
            observer.Unparked();
            await DrainAsync(answerFrom: null, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A healthy idle socket and a dead one look alike. After a silence the log is asked for anything newer; what the socket has not
    /// brought a moment later means that it is dead.
    /// </summary>
    private async Task WatchSilenceAsync(EventSocket socket, CancellationToken cancellation)
    {
        while (true)
        {
            TimeSpan silence = time.GetElapsedTime(Volatile.Read(ref lastFrameAt));
            if (silence < limits.ProbeAfterSilence)
            {
                await Task.Delay(limits.ProbeAfterSilence - silence, time, cancellation).ConfigureAwait(false);
                continue;
            }

            EventsPage page = await client.GetEventsAsync(workspace, progress.Newest, 1, cancellation).ConfigureAwait(false);
            if (page.Events is [{ } missed, ..])
            {
                await Task.Delay(ProbeGrace, time, cancellation).ConfigureAwait(false);
                if (!parked && string.CompareOrdinal(progress.Newest, missed.Cursor) < 0)
                {
                    socket.Abort(new SocketEnd(SocketEndKind.Stale, "the connection went silent while the server had news"));
                    return;
                }
            }

            Volatile.Write(ref lastFrameAt, time.GetTimestamp());
        }
    }

    private WireEvent? Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            return JsonSerializer.Deserialize(frame.Span, WireJson.Default.WireEvent);
        }
        catch (JsonException error)
        {
            observer.MalformedFrame(error.Message);
            return null;
        }
    }

    private Uri SocketAddress(string place)
    {
        string query = $"workspace_id={Uri.EscapeDataString(workspace)}" + (place.Length > 0 ? $"&after_cursor={Uri.EscapeDataString(place)}" : "");
        return new UriBuilder(new Uri(client.BaseUrl, "api/realtime/ws"))
        {
            Scheme = client.BaseUrl.Scheme == Uri.UriSchemeHttps ? "wss" : "ws",
            Query = query,
        }.Uri;
    }
}

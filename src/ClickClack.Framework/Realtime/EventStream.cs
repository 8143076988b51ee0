using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text.Json;
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
    WorkspaceId workspace,
    BotToken token,
    HttpMessageInvoker http,
    EventProgress progress,
    EventStreamLimits limits,
    Backfill backfill,
    Action<EventEntry> admit,
    PatientCalls calls,
    IConnectionObserver observer,
    TimeProvider time)
{
    private const int PageSize = 500;
    private static readonly TimeSpan StableAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ProbeGrace = TimeSpan.FromSeconds(2);

    /// <summary>For so long a probe may go unanswered: one attempt of the call, and some.</summary>
    private static readonly TimeSpan ProbeLimit = CallPolicy.AttemptDeadline + TimeSpan.FromSeconds(15);

    /// <summary>How far the order of cursors and that of time may differ.</summary>
    private static readonly TimeSpan AroundTheOldest = TimeSpan.FromSeconds(30);

    /// <summary>A server that opens sockets only to close them does so within this time.</summary>
    private static readonly TimeSpan SettleAfter = TimeSpan.FromSeconds(1);

    private static readonly SocketEnd Replaced = new(SocketEndKind.Replaced, "the token was replaced");

    /// <summary>Told of each page that is read at start, before anything of it, or of what was left over, is admitted.</summary>
    public Action<IReadOnlyList<WireEvent>> Noticed { get; init; } = static _ => { };

    private readonly Lock parkGate = new();
    private Action save = static () => { };

    /// <summary>The place that the log was found not to hold, once what was missing is read.</summary>
    private string? closedGap;
    private volatile bool parked;
    private long lastFrameAt;

    /// <summary>Whether an open socket can be believed in at once, because the last one was not closed right after it opened.</summary>
    private volatile bool trusted = true;

    private volatile bool isOpen;

    private volatile EventSocket? current;

    /// <summary>Reads until it is cancelled.</summary>
    /// <param name="left">What an earlier run left unfinished; it is admitted first.</param>
    /// <param name="saveTail">Saves the checkpoint; called before the first socket opens, and whenever the log turned out to be another.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="AccountStoppedException">The account cannot go on.</exception>
    public async Task RunAsync(IReadOnlyList<EventEntry> left, Action saveTail, CancellationToken cancellationToken)
    {
        save = saveTail;
        try
        {
            string place = await StartAsync(left, cancellationToken).ConfigureAwait(false);
            await FollowAsync(place, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Another token is in use: the socket, if there is one, is opened anew with it. From any thread.</summary>
    public void Reopen() => current?.Abort(Replaced);

    /// <summary>The server's time.</summary>
    private DateTimeOffset Now => client.ServerTime ?? time.GetUtcNow();

    private async Task<string> StartAsync(IReadOnlyList<EventEntry> left, CancellationToken cancellationToken)
    {
        if (progress.Cursor is null)
        {
            // What was said before the first start is not ours to answer. The tail is saved before the socket opens, so that a crash
            // in between cannot move it.
            observer.CatchingUp(firstRun: true);
            EventsPage page = await PageAsync("", 1, cancellationToken).ConfigureAwait(false);
            progress.BeginAt(page.TailCursor?.Value ?? "");
            save();

            // After the tail: a message in between comes by its event, which counts, and not by its number.
            await backfill.BeginAsync(Now, cancellationToken).ConfigureAwait(false);
            save();
            return progress.Newest;
        }

        observer.CatchingUp(firstRun: false);
        var skipped = new SkippedEvents(Now, limits.ResumeWithin);
        string place = await CatchUpAsync(left, skipped, cancellationToken).ConfigureAwait(false);

        // A log that brings nothing may have lost what it had, or date it before what we know.
        await FillUnannouncedAsync(
            await backfill.FindAsync(cancellationToken).ConfigureAwait(false), skipped, cancellationToken).ConfigureAwait(false);
        if (skipped.Count > 0)
        {
            observer.Skipped(skipped.Count, skipped.Oldest, skipped.Newest, limits.ResumeWithin);
        }

        progress.ForgetEarlierRun();
        if (!progress.KnowsRoots)
        {
            // An older version of the framework did not save the numbers.
            await backfill.BeginAsync(Now, cancellationToken).ConfigureAwait(false);
        }

        return place;
    }

    /// <summary>Reads the log through HTTP from the place of the checkpoint, of which it may know nothing any more, to its end.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The cursor the socket can go on from.</returns>
    private Task<string> CatchUpAsync(CancellationToken cancellationToken) => CatchUpAsync([], skipped: null, cancellationToken);

    /// <param name="left">What an earlier run left unfinished: admitted before anything else, once the first page is known.</param>
    /// <param name="skipped">Takes what is too old to be answered, at start; null later.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <inheritdoc cref="CatchUpAsync(CancellationToken)"/>
    private async Task<string> CatchUpAsync(IReadOnlyList<EventEntry> left, SkippedEvents? skipped, CancellationToken cancellationToken)
    {
        string begin = progress.Cursor ?? "";
        string place = JustBefore(begin);
        long holds = progress.Holds;
        EventsPage page = await PageAsync(place, PageSize, cancellationToken).ConfigureAwait(false);
        Notice(page);
        foreach (EventEntry entry in left)
        {
            AdmitUnlessOld(entry, skipped);
        }

        if (begin.Length > 0 && (page.Events is not [{ } first, ..] || first.Cursor.Value != begin))
        {
            if (string.CompareOrdinal(page.TailCursor?.Value ?? "", begin) < 0)
            {
                return await ChangeLogAsync(begin, page.TailCursor?.Value ?? "", skipped, cancellationToken).ConfigureAwait(false);
            }

            await CloseGapAsync(begin, page, skipped, cancellationToken).ConfigureAwait(false);
        }

        place = begin;
        while (true)
        {
            string before = place;
            int fresh = 0;
            foreach (WireEvent wire in page.Events)
            {
                while (progress.Unfinished >= limits.MaxPending)
                {
                    await progress.WaitUntilBelowAsync(limits.MaxPending / 2, cancellationToken).ConfigureAwait(false);
                }

                // The first page also brings the place itself, which an earlier run has done.
                if (string.CompareOrdinal(wire.Cursor.Value, begin) > 0)
                {
                    place = string.CompareOrdinal(wire.Cursor.Value, place) > 0 ? wire.Cursor.Value : place;
                    if (progress.TryAdmit(wire, out EventEntry? entry))
                    {
                        AdmitUnlessOld(entry, skipped);
                        fresh++;
                    }
                }
            }

            if (fresh >= PageSize - 1 && !isOpen)
            {
                // Much was missed: this is no mere reconnecting any more, and may take a while.
                observer.CatchingUp(firstRun: false);
            }

            // A page that leads nowhere is the end too: asking for it again would bring it again.
            if (place == before)
            {
                progress.Release(holds);
                string tail = page.TailCursor?.Value ?? "";
                return string.CompareOrdinal(tail, place) > 0 ? tail : place;
            }

            page = await PageAsync(place, PageSize, cancellationToken).ConfigureAwait(false);
            Notice(page);
        }

        // What this run answers it knows by itself.
        void Notice(EventsPage fresh)
        {
            if (skipped is not null)
            {
                Noticed(fresh.Events);
            }
        }
    }

    /// <summary>The log no longer holds the place of the checkpoint: what it held up to its oldest event is read from the conversations.</summary>
    private async Task CloseGapAsync(string place, EventsPage rest, SkippedEvents? skipped, CancellationToken cancellationToken)
    {
        if (place == closedGap)
        {
            return;
        }

        WireEvent? oldest = rest.Events is [{ } first, ..] ? first : null;
        observer.Gap(place, oldest?.Cursor.Value ?? rest.TailCursor?.Value ?? "");

        // What the log still has comes from there, with all that only an event tells. Cursors are not quite in the order of time.
        await FillAsync(oldest?.CreatedAt + AroundTheOldest, skipped, cancellationToken).ConfigureAwait(false);
        closedGap = place;
    }

    /// <summary>The log ends before the place of the checkpoint: it is another one, or its clock went back. Its end is the place from now on.</summary>
    private async Task<string> ChangeLogAsync(string place, string tail, SkippedEvents? skipped, CancellationToken cancellationToken)
    {
        observer.Gap(place, tail);

        // What was said there since is found by its number. The rest of its history is not ours to answer.
        await FillAsync(before: null, skipped, cancellationToken).ConfigureAwait(false);
        await backfill.TakeBackAsync(cancellationToken).ConfigureAwait(false);
        progress.RestartAt(tail);
        save();
        return tail;
    }

    private async Task FillAsync(DateTimeOffset? before, SkippedEvents? skipped, CancellationToken cancellationToken)
    {
        IReadOnlyList<Backfill.Conversation> behind = await backfill.FindAsync(cancellationToken).ConfigureAwait(false);
        observer.Filled(await backfill.FillAsync(behind, before, entry => AdmitUnlessOld(entry, skipped), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A cursor less than another and greater than any before it.</summary>
    private static string JustBefore(string cursor) =>
        cursor.Length == 0 ? "" : string.Concat(cursor.AsSpan(0, cursor.Length - 1), [(char)(cursor[^1] - 1), '~']);

    private void AdmitUnlessOld(EventEntry entry, SkippedEvents? skipped)
    {
        if (!entry.IsDone && skipped is not null && !limits.IsExempt(entry.Key) && skipped.TryAdd(entry.Event))
        {
            progress.Complete(entry);
        }
        else
        {
            admit(entry);
        }
    }

    private Task<EventsPage> PageAsync(string after, int limit, CancellationToken cancellationToken) =>
        calls.AskAsync(() => client.GetEventsAsync(workspace, new EventCursor(after), limit, cancellationToken), cancellationToken);

    private async Task FollowAsync(string place, CancellationToken cancellationToken)
    {
        var backoff = new Backoff();
        DateTimeOffset? lastOverflow = null;
        while (true)
        {
            long openedAt = time.GetTimestamp();
            string newest = progress.Newest;
            SocketEnd end = await RunSocketAsync(place, cancellationToken).ConfigureAwait(false);
            bool progressed = string.CompareOrdinal(progress.Newest, newest) > 0;
            if (time.GetElapsedTime(openedAt) >= StableAfter)
            {
                backoff.Reset();
            }

            TimeSpan? sinceOverflow = null;
            if (end.Kind == SocketEndKind.Overflow)
            {
                DateTimeOffset now = time.GetUtcNow();
                sinceOverflow = now - lastOverflow;
                lastOverflow = now;
            }

            Recovery next = Recovery.After(end.Kind, progressed, progress.IsHeld, sinceOverflow);
            if (next.Step == RecoveryStep.Stop)
            {
                throw new AccountStoppedException(end.Reason);
            }

            TimeSpan delay = next.Delay == RecoveryDelay.None ? TimeSpan.Zero : backoff.Next();
            observer.Reconnecting(delay, end);
            if (next.Step == RecoveryStep.AskWhy)
            {
                await PageAsync(progress.Newest, 1, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            place = next.Step == RecoveryStep.Reconnect ? progress.Newest : await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SocketEnd> RunSocketAsync(string place, CancellationToken cancellationToken)
    {
        string used = token.Current;
        var socket = new EventSocket(used, http, time);
        await using ConfiguredAsyncDisposable closing = socket.ConfigureAwait(false);
        current = socket;
        if (token.Current != used)
        {
            // Replaced between the two: whoever did so may not have seen this socket.
            return Replaced;
        }

        if (await socket.ConnectAsync(SocketAddress(place), cancellationToken).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        long openedAt = time.GetTimestamp();
        string newest = progress.Newest;
        lastFrameAt = openedAt;
        observer.Alive();
        isOpen = true;
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var parkings = new SemaphoreSlim(0);
        Exception? fault = null;
        Task watch = BesideAsync(WatchSilenceAsync(socket, watching.Token));
        Task unpark = BesideAsync(UnparkAsync(parkings, watching.Token));
        Task settle = BesideAsync(SettleAsync(watching.Token));
        SocketEnd end;
        try
        {
            end = await ReadAllAsync(socket, parkings, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await watching.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(watch, unpark, settle).ConfigureAwait(false);
            parked = false;
            isOpen = false;
            trusted = time.GetElapsedTime(openedAt) >= SettleAfter || string.CompareOrdinal(progress.Newest, newest) > 0;
        }

        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        return end;

        // What fails beside the reader must not fail in silence: a reader that is parked for good, or that nobody watches, looks alive.
        async Task BesideAsync(Task work)
        {
            try
            {
                await work.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (watching.IsCancellationRequested)
            {
                // The socket is over.
            }
#pragma warning disable CA1031 // It is thrown again, by the reader.
            catch (Exception error)
#pragma warning restore CA1031
            {
                fault = error;
                socket.Abort(new SocketEnd(SocketEndKind.Lost, error.Message));
            }
        }
    }

    private async Task<SocketEnd> ReadAllAsync(EventSocket socket, SemaphoreSlim parkings, CancellationToken cancellationToken)
    {
        while (true)
        {
            (ReadOnlyMemory<byte> frame, SocketEnd? end) = await socket.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (end is not null)
            {
                return end;
            }

            Volatile.Write(ref lastFrameAt, time.GetTimestamp());
            observer.Alive();
            if (Read(frame) is not { } wire)
            {
                continue;
            }

            if (!trusted)
            {
                trusted = true;
                GoLive();
            }

            if (wire.Cursor.Value.Length == 0)
            {
                observer.Ephemeral(wire, dropped: parked);
                continue;
            }

            if (!parked && progress.Unfinished >= limits.MaxPending)
            {
                progress.Hold();
                Park(true);
                parkings.Release();
            }

            // A parked reader keeps reading, so that the server keeps the socket, and drops: the server's log is the queue.
            if (!parked && progress.TryAdmit(wire, out EventEntry? entry))
            {
                admit(entry);
            }
        }
    }

    private async Task UnparkAsync(SemaphoreSlim parkings, CancellationToken cancellationToken)
    {
        while (true)
        {
            await parkings.WaitAsync(cancellationToken).ConfigureAwait(false);
            await progress.WaitUntilBelowAsync(limits.MaxPending / 2, cancellationToken).ConfigureAwait(false);

            // First live frames count again, then everything dropped is read: nothing can fall between the two.
            Park(false);
            await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            GoLive();
        }
    }

    /// <summary>Begins to leave what comes on the server, or ends it. Whoever tells that the connection is live looks under the same lock.</summary>
    private void Park(bool park)
    {
        lock (parkGate)
        {
            parked = park;
            if (park)
            {
                observer.Parked(progress.Unfinished);
            }
            else
            {
                observer.Unparked();
            }
        }
    }

    private void GoLive()
    {
        lock (parkGate)
        {
            if (!parked)
            {
                observer.Live();
            }
        }
    }

    /// <summary>Says that the connection is live: at once, or, if the last one ended as soon as it had begun, once this one has not.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (!trusted)
        {
            await Task.Delay(SettleAfter, time, cancellationToken).ConfigureAwait(false);
            trusted = true;
        }

        GoLive();
    }

    /// <summary>
    /// A healthy idle socket and a dead one look alike. After a silence the log is asked for anything newer; what the socket has not
    /// brought a moment later means that it is dead.
    /// </summary>
    private async Task WatchSilenceAsync(EventSocket socket, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan silence = time.GetElapsedTime(Volatile.Read(ref lastFrameAt));
            if (silence < limits.ProbeAfterSilence)
            {
                await Task.Delay(limits.ProbeAfterSilence - silence, time, cancellationToken).ConfigureAwait(false);
                continue;
            }

            long probedAt = time.GetTimestamp();
            if (await ProbeAsync(cancellationToken).ConfigureAwait(false) is not { } probe)
            {
                // Neither a word on the socket nor an answer beside it: whatever the socket says of itself, it is not live.
                if (Volatile.Read(ref lastFrameAt) < probedAt)
                {
                    socket.Abort(new SocketEnd(SocketEndKind.Stale, "the connection went silent and the server does not answer"));
                    return;
                }

                continue;
            }

            if (probe.Missed is { } missed)
            {
                await Task.Delay(ProbeGrace, time, cancellationToken).ConfigureAwait(false);
                if (!parked && string.CompareOrdinal(progress.Newest, missed.Cursor.Value) < 0)
                {
                    socket.Abort(new SocketEnd(SocketEndKind.Stale, "the connection went silent while the server had news"));
                    return;
                }
            }
            else if (probe.Behind.Count > 0)
            {
                await Task.Delay(ProbeGrace, time, cancellationToken).ConfigureAwait(false);
                await FillUnannouncedAsync(probe.Behind, skipped: null, cancellationToken).ConfigureAwait(false);
            }

            Volatile.Write(ref lastFrameAt, time.GetTimestamp());
        }
    }

    /// <summary>Conversations have messages that the log does not bring, as if they had been said before what is already known.</summary>
    private async Task FillUnannouncedAsync(
        IReadOnlyList<Backfill.Conversation> behind, SkippedEvents? skipped, CancellationToken cancellationToken)
    {
        behind = [.. behind.Where(backfill.IsBehind)];
        if (behind.Count == 0 || parked || progress.IsHeld)
        {
            return;
        }

        EventsPage page = await PageAsync(progress.Newest, 1, cancellationToken).ConfigureAwait(false);
        if (page.Events.Count > 0)
        {
            // They are announced in the log, which is read from here on; if the socket does not bring them, the next probe finds out.
            return;
        }

        // The list is older than the page: what it counts has its event by now, if it ever gets one.
        observer.Unannounced(progress.Newest, page.TailCursor?.Value ?? "", behind.Count);
        observer.Filled(await backfill.FillAsync(behind, before: null, entry => AdmitUnlessOld(entry, skipped), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What the server has that has not come; null if it does not say within the limit.</summary>
    private async Task<Probe?> ProbeAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ProbeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            EventsPage page = await PageAsync(progress.Newest, 1, either.Token).ConfigureAwait(false);
            return page.Events is [{ } missed, ..]
                ? new Probe(missed, [])
                : new Probe(null, await backfill.FindAsync(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private WireEvent? Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            WireEvent wire = JsonSerializer.Deserialize(frame.Span, WireFormat.Of<WireEvent>())!;
            if (wire.Type.Length == 0)
            {
                observer.MalformedFrame("it has no type");
            }

            return wire;
        }
        catch (JsonException error)
        {
            observer.MalformedFrame(ServerText.Clean(error.Message));
            return null;
        }
    }

    private Uri SocketAddress(string place)
    {
        string query = $"workspace_id={Uri.EscapeDataString(workspace.Value)}" + (place.Length > 0 ? $"&after_cursor={Uri.EscapeDataString(place)}" : "");
        return new UriBuilder(new Uri(client.BaseUrl, "api/realtime/ws"))
        {
            Scheme = client.BaseUrl.Scheme == Uri.UriSchemeHttps ? "wss" : "ws",
            Query = query,
        }.Uri;
    }

    /// <summary>What the server has that has not come.</summary>
    /// <param name="Missed">The oldest event after the newest seen.</param>
    /// <param name="Behind">If there is none, the conversations with more messages than came.</param>
    private sealed record Probe(WireEvent? Missed, IReadOnlyList<Backfill.Conversation> Behind);
}

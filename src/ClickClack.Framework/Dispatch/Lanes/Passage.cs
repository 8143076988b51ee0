using ClickClack.Realtime;

namespace ClickClack.Dispatch;

/// <summary>
/// The way of one message through its lanes. While it waits for others it is not at work: it is then neither to blame for the death of
/// the process, nor does it keep a suspect from running alone (delivery rule 18).
/// </summary>
/// <param name="lanes">Its lanes.</param>
/// <param name="ticket">Its place in them.</param>
/// <param name="gate">Lets suspects run alone.</param>
/// <param name="starts">Takes note of what is at work.</param>
/// <param name="deaths">How often the process died while it was at work.</param>
/// <param name="alone">Whether it is a suspect.</param>
internal sealed class Passage(Lanes lanes, LaneTicket ticket, SuspectGate gate, StartLog starts, int deaths, bool alone) : IDisposable
{
    /// <summary>A lane in which nothing waits.</summary>
    private static readonly LaneKey Beside = new("", new RouteLane(By.Conversation, LaneMode.Parallel), "");

    private IDisposable? turn;

    /// <summary>The event.</summary>
    public EventEntry Entry => ticket.Entry;

    /// <summary>It is at work from now on.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        turn = await gate.EnterAsync(alone, cancellationToken).ConfigureAwait(false);
        starts.Start(Entry.Key);
    }

    /// <summary>Leaves the arrival queue for the default lane, and waits for its turn there.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken) =>
        await WaitAsync(lanes.EnterAsync(ticket, key: null, mustRun: true, text: 0), cancellationToken).ConfigureAwait(false);

    /// <summary>Leaves the arrival queue for the lane that a route asks for, and waits for its turn there.</summary>
    /// <param name="route">The route.</param>
    /// <param name="message">The message.</param>
    /// <param name="wasBegun">Whether an earlier run has begun an answer that is to be ended.</param>
    /// <param name="cancellationToken">Ends the waiting for what must run alone.</param>
    /// <returns>Whether it is to run: false if a later message took its place.</returns>
    public ValueTask<bool> EnterAsync(Route route, Message message, bool wasBegun, CancellationToken cancellationToken)
    {
        LaneKey? key = route.Description.Lane is { } rule ? new LaneKey(route.Description.Handler, rule, IdOf(rule.By, message)) : null;
        return WaitAsync(lanes.EnterAsync(ticket, key, wasBegun || deaths > 0, message.Body.Length), cancellationToken);
    }

    /// <summary>Leaves the arrival queue and waits for nothing there.</summary>
    public async ValueTask PassAsync(CancellationToken cancellationToken) =>
        await WaitAsync(lanes.EnterAsync(ticket, Beside, mustRun: true, text: 0), cancellationToken).ConfigureAwait(false);

    /// <summary>Waits for something else than its lanes.</summary>
    /// <param name="waiting">What it waits for.</param>
    /// <param name="cancellationToken">Ends the waiting for what must run alone.</param>
    public async ValueTask<T> WaitForAsync<T>(ValueTask<T> waiting, CancellationToken cancellationToken)
    {
        if (waiting.IsCompletedSuccessfully)
        {
            return waiting.Result;
        }

        Pause();
        T come = await waiting.ConfigureAwait(false);
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        return come;
    }

    /// <summary>Whether the message changed since it was fetched.</summary>
    public bool IsStale
    {
        get => ticket.IsStale;
        set => ticket.IsStale = value;
    }

    public void Dispose() => turn?.Dispose();

    private static string IdOf(By by, Message message) => by switch
    {
        By.Thread => (message.ThreadRoot ?? message.Id).Value,
        By.User => message.Author.Id.Value,
        _ => message.HomeId,
    };

    private async ValueTask<bool> WaitAsync(ValueTask<bool> entering, CancellationToken cancellationToken)
    {
        if (entering.IsCompletedSuccessfully)
        {
            return entering.Result;
        }

        Pause();
        if (!await entering.ConfigureAwait(false))
        {
            return false;
        }

        await BeginAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private void Pause()
    {
        starts.Pause(Entry.Key);
        turn?.Dispose();
        turn = null;
    }
}

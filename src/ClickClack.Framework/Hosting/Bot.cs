using ClickClack.Client;
using ClickClack.Dispatch;
using ClickClack.Replies;
using ClickClack.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClickClack.Hosting;

/// <summary>What the rest of the program sees of the bot. The account tells it what happens; from any thread.</summary>
internal sealed class Bot : IBot
{
    private static readonly string[] States = Enum.GetNames<ConnectionState>();

    private readonly TimeProvider time;
    private readonly ILogger logger;
    /// <summary>So many sends wait for the login at most: who starts more before the bot is there has no use for them.</summary>
    private const int MostWaitingSends = 1000;

    private readonly Lock gate = new();
    private readonly TaskCompletionSource<MessageSender> sender = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile MessageSender? current;
    private int waitingSends;
    private volatile Login? login;
    private ConnectionStatus status;
    private Func<int> unfinished = static () => 0;
    private Func<LaneDepths> lanes = static () => default;
    private TimeSpan parked;
    private Task told = Task.CompletedTask;
    private long lastProofOfLife;
    private long dropped;

    public Bot(BotMetrics metrics, TimeProvider time, ILoggerFactory loggers)
    {
        this.time = time;
        logger = loggers.CreateLogger("ClickClack");
        status = new ConnectionStatus(ConnectionState.Starting, time.GetUtcNow());
        metrics.Unfinished = () => Status.UnfinishedEvents;
        metrics.Lanes = () => (Lanes.Depth, Lanes.Waiting);
        metrics.ParkedSeconds = () => ParkedTime.TotalSeconds;
        metrics.State = () => (States, Status.State.ToString());
    }

    public event EventHandler<ConnectionStatus>? StatusChanged;

    public event EventHandler<ConnectionGap>? GapDetected;

    public Author Me => Known.Me;

    public WorkspaceId Workspace => Known.Workspace;

    public ClickClackClient Client => Known.Client;

    public ConnectionStatus Status
    {
        get
        {
            lock (gate)
            {
                return Picture();
            }
        }
    }

    /// <summary>What waits for others.</summary>
    public LaneDepths Lanes
    {
        get
        {
            Func<LaneDepths> depths;
            lock (gate)
            {
                depths = lanes;
            }

            return depths();
        }
    }

    /// <summary>How long events were left on the server so far.</summary>
    public TimeSpan ParkedTime
    {
        get
        {
            lock (gate)
            {
                return parked + SinceParked();
            }
        }
    }

    /// <summary>Ends when every subscriber was told everything so far.</summary>
    public Task Told
    {
        get
        {
            lock (gate)
            {
                return told;
            }
        }
    }

    /// <summary>How many events that the server does not keep went by while the bot was parked.</summary>
    public long DroppedEphemeralEvents => Interlocked.Read(ref dropped);

    /// <summary>The server said who the bot is.</summary>
    /// <param name="identity">Who.</param>
    /// <param name="client">Calls the server for the program.</param>
    /// <param name="unfinishedEvents">Counts what is not done.</param>
    /// <param name="laneDepths">Counts what waits.</param>
    public void LoggedIn(BotIdentity identity, ClickClackClient client, Func<int> unfinishedEvents, Func<LaneDepths> laneDepths)
    {
        login = new Login(new Author(identity.UserId, identity.Name, identity.Handle, IsBot: true), identity.WorkspaceId, client);
        lock (gate)
        {
            unfinished = unfinishedEvents;
            lanes = laneDepths;
        }
    }

    /// <summary>What sends for the program; set when the bot has logged in.</summary>
    public MessageSender Sender
    {
        set
        {
            // A hot reload starts the account anew, and sends go through the new one.
            current = value;
            sender.TrySetResult(value);
        }
    }

    /// <summary>What was given up; set when the bot has logged in.</summary>
    public IDeadLetters? Letters { get; set; }

    public IDeadLetters DeadLetters => Letters ?? throw NotLoggedIn();

    public Task<MessageId> SendAsync(
        Reply reply, Target? target, string? idempotencyKey, CancellationToken cancellationToken, string expression, string member)
    {
        ArgumentNullException.ThrowIfNull(reply);
        string call = $"{member}: {expression}";

        // Not awaited where it is there: sends are numbered in the order of their calls.
        return current is { } there
            ? there.SendAsync(reply, target, idempotencyKey, call, cancellationToken)
            : SendOnceLoggedInAsync(reply, target, idempotencyKey, call, cancellationToken);
    }

    private async Task<MessageId> SendOnceLoggedInAsync(
        Reply reply, Target? target, string? idempotencyKey, string call, CancellationToken cancellationToken)
    {
        TimeSpan patience = ClickClackClientOptions.DefaultCallTimeout;
        try
        {
            if (Interlocked.Increment(ref waitingSends) > MostWaitingSends)
            {
                throw new UnavailableException($"The bot has not logged in yet, and {MostWaitingSends} sends wait for that already.");
            }

            MessageSender there = await sender.Task.WaitAsync(patience, time, cancellationToken).ConfigureAwait(false);
            return await there.SendAsync(reply, target, idempotencyKey, call, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw new UnavailableException(
                $"The bot did not log in within {patience.TotalSeconds:0} s. (A hosted service that sends in its StartAsync keeps the bot behind it from starting.)", error);
        }
        finally
        {
            Interlocked.Decrement(ref waitingSends);
        }
    }

    /// <summary>Enters a state. After <see cref="ConnectionState.Stopped"/> there is no other.</summary>
    /// <returns>Whether that, or the reason, is a change.</returns>
    public bool Enter(ConnectionState state, string? reason = null)
    {
        lock (gate)
        {
            if (status.State == ConnectionState.Stopped || (status.State == state && status.Reason == reason))
            {
                return false;
            }

            parked += SinceParked();
            if (state == ConnectionState.Stopped && sender.TrySetException(new UnavailableException($"The bot stopped before it had logged in: {reason}")))
            {
                // Nobody may have waited.
                _ = sender.Task.Exception;
            }

            status = new ConnectionStatus(state, status.State == state ? status.Since : time.GetUtcNow(), reason) { Degraded = status.Degraded };
            Tell(Picture(), bot => bot.StatusChanged);
            return true;
        }
    }

    /// <summary>What of the bot's state cannot be saved changed.</summary>
    /// <param name="what">What, and why; null for nothing.</param>
    public void Degrade(string? what)
    {
        lock (gate)
        {
            status = status with { Degraded = what };
            Tell(Picture(), bot => bot.StatusChanged);
        }
    }

    /// <summary>Events were lost.</summary>
    public void Lost(string from, string to)
    {
        lock (gate)
        {
            Tell(new ConnectionGap(new EventCursor(from), to.Length == 0 ? null : new EventCursor(to), time.GetUtcNow()), bot => bot.GapDetected);
        }
    }

    /// <summary>Something came from the server.</summary>
    public void Alive() => Volatile.Write(ref lastProofOfLife, time.GetUtcNow().UtcTicks);

    /// <summary>An event that the server does not keep went by.</summary>
    public void Dropped() => Interlocked.Increment(ref dropped);

    private Login Known => login ?? throw NotLoggedIn();

    private static InvalidOperationException NotLoggedIn() => new(
        "The bot does not know who it is before it has logged in; StatusChanged tells when its status is no longer Starting.");

    /// <summary>How long the bot has been parked in the state it is in.</summary>
    private TimeSpan SinceParked() => status.State == ConnectionState.Parked ? time.GetUtcNow() - status.Since : TimeSpan.Zero;

    private ConnectionStatus Picture()
    {
        LaneDepths depths = lanes();
        return status with
        {
            LastProofOfLife = Volatile.Read(ref lastProofOfLife) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
            UnfinishedEvents = unfinished(),
            DroppedEphemeralEvents = DroppedEphemeralEvents,
            WaitingEvents = depths.Waiting,
            FullestLane = depths.Fullest,
            FullestLaneDepth = depths.Depth,
        };
    }

    /// <summary>Called under the lock, which keeps the order; the subscribers run elsewhere, because they may take as long as they like.</summary>
    private void Tell<T>(T what, Func<Bot, EventHandler<T>?> subscribers) =>
        told = told.ContinueWith(
            _ =>
            {
                foreach (Delegate subscriber in subscribers(this)?.GetInvocationList() ?? [])
                {
                    try
                    {
                        ((EventHandler<T>)subscriber)(this, what);
                    }
#pragma warning disable CA1031 // The others are told all the same.
                    catch (Exception error)
#pragma warning restore CA1031
                    {
                        logger.SubscriberFailed(error);
                    }
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.DenyChildAttach,
            TaskScheduler.Default);

    /// <summary>What is known once the server has said who the bot is.</summary>
    private sealed record Login(Author Me, WorkspaceId Workspace, ClickClackClient Client);
}

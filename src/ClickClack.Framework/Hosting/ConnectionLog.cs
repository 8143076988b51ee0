using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Realtime;
using ClickClack.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClickClack.Hosting;

/// <summary>Turns what happens to the connection into its status, and into one line for each change of that.</summary>
internal sealed class ConnectionLog(Bot bot, BotMetrics metrics, TimeProvider time, ILogger logger, int routes, string admitted) : IConnectionObserver
{
    /// <summary>Calls that wait together are one line.</summary>
    private static readonly TimeSpan SameWait = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private DateTimeOffset heldUntil;
    private int unreachable;
    private bool wasLive;
    private long droppedBefore;

    /// <summary>The bot's name and workspace, known before the first socket.</summary>
    public string Name { get; set; } = "";

    /// <summary>The workspace's name.</summary>
    public string Workspace { get; set; } = "";

    /// <summary>Told of events that the server does not keep and that are read; null for nobody.</summary>
    public Action<WireEvent>? Passing { get; set; }

    public void Alive() => bot.Alive();

    public void CatchingUp(bool firstRun)
    {
        if (!bot.Enter(ConnectionState.CatchingUp))
        {
            return;
        }

        if (firstRun)
        {
            logger.FirstRun();
        }
        else
        {
            logger.CatchingUp();
        }
    }

    public void Live()
    {
        if (!bot.Enter(ConnectionState.Live))
        {
            return;
        }

        if (wasLive)
        {
            logger.LiveAgain(Name, Workspace);
        }
        else
        {
            wasLive = true;
            logger.Live(Name, Workspace, routes == 1 ? "1 route" : $"{routes} routes", admitted);
        }
    }

    public void Reconnecting(TimeSpan delay, SocketEnd end)
    {
        metrics.Reconnecting(SocketEndNames.Of(end.Kind), end.Code);

        // A server that refuses for hours, always for the same reason, is one change.
        if (bot.Enter(ConnectionState.Recovering, end.Reason))
        {
            logger.Reconnecting(delay.TotalSeconds, end.Reason);
        }
    }

    public void Skipped(int count, DateTimeOffset oldest, DateTimeOffset newest, TimeSpan resumeWithin) =>
        logger.Skipped(count, oldest, newest, resumeWithin);

    public void Gap(string from, string to)
    {
        logger.Gap(from, to);
        bot.Lost(from, to);
    }

    public void Unannounced(string from, string to, int conversations)
    {
        logger.Unannounced(conversations == 1 ? "1 conversation" : $"{conversations} conversations", from, to);
        bot.Lost(from, to);
    }

    public void Filled(int messages) => logger.Filled(messages);

    public void MalformedFrame(string reason) => logger.MalformedFrame(reason);

    public void Parked(int unfinished)
    {
        droppedBefore = bot.DroppedEphemeralEvents;
        if (bot.Enter(ConnectionState.Parked, "the handlers are behind; further events wait on the server"))
        {
            logger.Parked(unfinished);
        }
    }

    public void Ephemeral(WireEvent wire, bool dropped)
    {
        metrics.Received(KnownEventTypes.Of(wire));
        if (dropped)
        {
            bot.Dropped();
        }
        else
        {
            Passing?.Invoke(wire);
        }
    }

    public void Unparked()
    {
        if (bot.Enter(ConnectionState.CatchingUp, "what waited on the server is being read"))
        {
            logger.Unparked(bot.DroppedEphemeralEvents - droppedBefore);
        }
    }

    /// <summary>A call found the server away; from any thread.</summary>
    public void Unavailable(ApiException error)
    {
        if (CallPolicy.Asked((error as UnavailableException)?.RetryAfter) is { } delay)
        {
            // It does answer, and the other calls go on.
            Held(error, time.GetUtcNow() + delay);
            return;
        }

        if (Interlocked.Exchange(ref unreachable, 1) == 0)
        {
            logger.Unreachable(error.Message);
        }
    }

    private void Held(ApiException error, DateTimeOffset until)
    {
        lock (gate)
        {
            if (until <= heldUntil + SameWait)
            {
                return;
            }

            heldUntil = until;
        }

        logger.Held(until, error.Message);
    }

    /// <summary>A call was answered; from any thread.</summary>
    public void Answered()
    {
        bot.Alive();
        if (Volatile.Read(ref unreachable) == 1 && Interlocked.Exchange(ref unreachable, 0) == 1)
        {
            logger.Reachable();
        }
    }

    /// <summary>The account ended as it was asked to.</summary>
    public void Ended()
    {
        if (bot.Enter(ConnectionState.Stopped, "the application ends"))
        {
            logger.Ended();
        }
    }

    /// <summary>The account ended to begin again: a hot reload has changed its routes.</summary>
    public void Reloading()
    {
        if (bot.Enter(ConnectionState.Recovering, "the code was changed; starting over with its routes"))
        {
            logger.Reloading();
        }
    }

    /// <summary>The account cannot go on.</summary>
    public void Stopped(string reason)
    {
        if (bot.Enter(ConnectionState.Stopped, reason))
        {
            logger.Stopped(reason);
        }
    }

    /// <summary>The framework has a fault.</summary>
    public void Faulted(Exception error)
    {
        if (bot.Enter(ConnectionState.Stopped, $"a fault of the framework ({error.GetType().Name})"))
        {
            logger.Faulted(error);
        }
    }
}

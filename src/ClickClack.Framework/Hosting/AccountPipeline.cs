using ClickClack.Client;
using ClickClack.Dispatch;
using ClickClack.Realtime;
using ClickClack.Replies;
using ClickClack.State;
using ClickClack.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClickClack.Hosting;

/// <summary>All that an account's events go through on their way to an answer, put together.</summary>
internal sealed class AccountPipeline : IDisposable
{
    private readonly Drops drops;
    private readonly DeadLetterReplay replay;

    /// <summary>Puts it together, and lets the program send through it.</summary>
    /// <param name="session">Whose it is.</param>
    /// <param name="options">The settings.</param>
    /// <param name="guardSettings">Who is answered.</param>
    /// <param name="routes">The account's routes.</param>
    /// <param name="me">What the program sees of the bot; it has logged in.</param>
    /// <param name="calls">Calls that wait for their server.</param>
    /// <param name="services">The program's services.</param>
    /// <param name="metrics">Measures.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <param name="fail">Told that the account cannot go on.</param>
    /// <param name="abandon">Cancelled when the time to finish is over.</param>
    public AccountPipeline(
        AccountSession session,
        ClickClackOptions options,
        GuardSettings guardSettings,
        RouteTable routes,
        Bot me,
        PatientCalls calls,
        IServiceProvider services,
        BotMetrics metrics,
        TimeProvider time,
        ILogger logger,
        Action<UnauthorizedException> fail,
        CancellationToken abandon)
    {
        (ClickClackClient client, BotIdentity bot, AccountState state, Journal journal, EventProgress progress) = session;
        WorkspaceDirectory directory = session.Directory;
        var own = new OwnMessages();
        bool isDevelopment = services.GetRequiredService<IHostEnvironment>().IsDevelopment();
        var current = new CurrentRun();

        // What is looked at before a handler runs.
        var hydration = new Hydration(client, metrics);
        var reader = new MessageReader(hydration, directory, bot, time);
        var guards = new MessageGuards(guardSettings, routes, directory, new Addressing(bot, hydration, own), logger);
        drops = new Drops(metrics, time, logger);
        var admission = new Admission(bot, routes, reader, guards, own, state.DeadLetters, drops);
        var reactions = new ReactionRouter(bot, routes, reader, directory, guards, state.DeadLetters);
        var changes = new MessageChanges(routes, reader, own, state.Followed, state.DeadLetters);

        // What runs it.
        var runner = new HandlerRunner(services, options.MaxAttempts, options.MaxConcurrency, time, logger)
        {
            Metrics = metrics,
            Current = current,
            Starts = state.Starts,
            Progress = new AgentProgress(client, bot.WorkspaceId, time, logger),
            Names = new WorkspaceNames(directory),
            Typing = options.Typing ? new Typing(client, bot.WorkspaceId, time, logger) : null,
        };

        // What writes its answer.
        var poster = new MessagePoster(client, own, bot.WorkspaceId, logger) { Metrics = metrics };
        var destinations = new Destinations(client, directory, bot.UserId, bot.WorkspaceId);
        var nonces = new NonceMaker(bot.UserId, bot.WorkspaceId);
        var plans = new PlanWriter(client, poster, destinations, journal, state.Followed);
        var parts = new AnswerParts(options.MaxAnswerParts, logger);
        var composer = new AnswerComposer(new FileUploader(client, bot.WorkspaceId), destinations, nonces, parts);
        var replies = new AnswerWriter(client, poster, composer, plans, journal, time, logger);
        var streams = new StreamedAnswerWriter(client, poster, destinations, plans, journal, nonces, parts, time);
        var changer = new AnswerChanger(client, poster, composer, destinations, plans, journal, state.Followed, nonces, time, logger);
        Resumer = new PlanResumer(journal, plans, state.DeadLetters, time, logger);
        Earlier = new EarlierAnswers(poster, nonces, journal, bot.UserId);

        // The way through all of it.
        var errors = new ErrorAnswerer(runner, state.Spool, replies, journal, options.ShowFailures ?? isDevelopment, logger);
        var edits = new ChangeAnswerer(
            bot, routes, admission, reader, changes, runner, changer, state.Followed, state.Spool, journal, Resumer, state.DeadLetters, logger);
        var answerer = new MessageAnswerer(
            bot, routes, admission, reader, reactions, changes, edits, runner, replies, streams, errors, Resumer, Earlier, state.Spool, journal, state.DeadLetters, time, logger);
        var suspicion = new Suspicion(options.RunAloneAfterDeaths, options.GiveUpAfterDeaths);
        var turns = new SuspectGate();
        Observers = new Observers(
            routes,
            new ObserverRunner(services, options.MaxAttempts, current, state.Starts, suspicion, turns, metrics, time, logger),
            bot.UserId,
            own,
            options.MaxConcurrency,
            me.Dropped,
            abandon);
        Dispatcher = new MessageDispatcher(
            admission,
            answerer,
            reactions,
            changes,
            Observers,
            directory,
            hydration,
            progress,
            state.Starts,
            suspicion,
            turns,
            new MissedEvents(client, calls, bot.WorkspaceId, progress, options.MaxPending, time),
            options.MaxConcurrency,
            metrics,
            time,
            logger)
        {
            Abandon = abandon,
            Fail = fail,
        };

        // What the program calls, with the deadlines of its own client.
        replay = new DeadLetterReplay(client, state.DeadLetters, plans, answerer, time, abandon);
        me.Letters = replay;
        var sends = new MessagePoster(me.Client, own, bot.WorkspaceId, logger);
        var sendsTo = new Destinations(me.Client, directory, bot.UserId, bot.WorkspaceId);
        me.Sender = new MessageSender(
            me.Client,
            sends,
            new PlanWriter(me.Client, sends, sendsTo, journal, state.Followed),
            journal,
            name => Resumer.TryResumeAsync(name, abandon),
            state.Spool,
            new FileUploader(me.Client, bot.WorkspaceId),
            sendsTo,
            nonces,
            parts,
            current,
            string.IsNullOrWhiteSpace(options.DefaultTo) ? null : Target.Parse(options.DefaultTo),
            time,
            logger);
    }

    /// <summary>Where events enter.</summary>
    public MessageDispatcher Dispatcher { get; }

    /// <summary>Who is told of events that nobody answers.</summary>
    public Observers Observers { get; }

    /// <summary>Ends what earlier runs have begun to write.</summary>
    public PlanResumer Resumer { get; }

    /// <summary>Knows what earlier runs have answered.</summary>
    public EarlierAnswers Earlier { get; }

    public void Dispose()
    {
        Dispatcher.Dispose();
        Observers.Dispose();
        replay.Dispose();
        Resumer.Dispose();
        drops.Dispose();
    }
}

using ClickClack.Client;
using ClickClack.Configuration;
using ClickClack.Dispatch;
using ClickClack.Realtime;
using ClickClack.Replies;
using ClickClack.State;
using ClickClack.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickClack.Hosting;

/// <summary>One token at work, from login to the last checkpoint.</summary>
internal sealed class BotAccount(
    ClickClackOptions options,
    GuardSettings guardSettings,
    Bot me,
    ConnectionLog connection,
    RouteTable routes,
    IHttpClientFactory http,
    IServiceProvider services,
    BotMetrics metrics,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan ProbeAfterSilence = TimeSpan.FromSeconds(60);

    /// <summary>How long abandoned handlers get to notice their cancellation.</summary>
    private static readonly TimeSpan AbandonGrace = TimeSpan.FromMilliseconds(300);

    /// <summary>Works until it is told to stop, then finishes what it has begun, within the time for that.</summary>
    /// <param name="stopping">Ends the reading of new events.</param>
    /// <exception cref="AccountStoppedException">The account cannot go on.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        var baseUrl = new Uri(options.BaseUrl!);
        logger.Connecting(baseUrl, options.TokenSource);
        var token = new BotToken(options.Token!);
        using ClickClackClient client = Connect(token);
        using var rotation = new TokenRotation(
            token,
            services.GetRequiredService<IOptionsFactory<ClickClackOptions>>(),
            services.GetServices<IOptionsChangeTokenSource<ClickClackOptions>>(),
            with => Connect(with),
            logger);
        BotIdentity bot = await BotLogin.RunAsync(client, options.Workspace, stopping).ConfigureAwait(false);
        rotation.Expected = bot;
        connection.Name = ServerText.Clean(bot.Handle.Length > 0 ? $"@{bot.Handle}" : bot.Name);
        connection.Workspace = ServerText.Clean(bot.WorkspaceName);

        metrics.Account = ServerText.Clean(bot.Handle.Length > 0 ? bot.Handle : bot.UserId.Value);

        var health = new StorageHealth(logger) { Changed = me.Degrade };
        using AccountState state = AccountState.Open(services.GetRequiredService<IStateStore>(), bot, health, time);
        using var abandon = new CancellationTokenSource();
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Journal journal = OpenJournal(state, health);
        var current = new CurrentRun();
        var directory = new WorkspaceDirectory(client, bot.WorkspaceId, time, abandon.Token);
        var runner = new HandlerRunner(services, options.MaxAttempts, options.MaxConcurrency, time, logger)
        {
            Metrics = metrics,
            Current = current,
            Starts = state.Starts,
            Progress = new AgentProgress(client, bot.WorkspaceId, time, logger),
            Names = new WorkspaceNames(directory),
            Typing = options.Typing ? new Typing(client, bot.WorkspaceId, time, logger) : null,
        };
        var progress = new EventProgress(options.ReorderWindow, options.MaxPending, time);
        MessageDispatcher? dispatching = null;
        me.LoggedIn(
            bot, Connect(token, ClickClackClientOptions.DefaultCallTimeout), () => progress.Unfinished, () => dispatching?.Depths ?? default);
        var saver = new CheckpointSaver(progress, state.Checkpoints, health, time)
        {
            Prepare = state.DeadLetters.TryFlush,
            Forgettable = FindForgettable,
        };
        UnauthorizedException? rejected = null;

        var own = new OwnMessages();
        var hydration = new Hydration(client, metrics);
        var reader = new MessageReader(hydration, directory, bot, time);
        var guards = new MessageGuards(guardSettings, routes, directory, new Addressing(bot, hydration, own), logger);
        using var drops = new Drops(metrics, time, logger);
        var admission = new Admission(bot, routes, reader, guards, own, state.DeadLetters, drops);
        var reactions = new ReactionRouter(bot, routes, reader, directory, guards, state.DeadLetters);
        var poster = new MessagePoster(client, own, bot.WorkspaceId, logger) { Metrics = metrics };
        var destinations = new Destinations(client, directory, bot.UserId, bot.WorkspaceId);
        var nonces = new NonceMaker(bot.UserId, bot.WorkspaceId);
        var plans = new PlanWriter(client, poster, destinations, journal, state.Followed);
        var composer = new AnswerComposer(new FileUploader(client, bot.WorkspaceId), destinations, nonces);
        var replies = new AnswerWriter(client, poster, composer, plans, journal, time, logger);
        var streams = new StreamedAnswerWriter(client, poster, destinations, plans, journal, nonces, time);
        using var resumer = new PlanResumer(journal, plans, state.DeadLetters, time, logger);
        var errors = new ErrorAnswerer(runner, state.Spool, replies, journal, logger);
        var earlier = new EarlierAnswers(poster, nonces, journal, bot.UserId);
        var changes = new MessageChanges(routes, reader, own, state.Followed, state.DeadLetters);
        var changer = new AnswerChanger(client, poster, composer, destinations, plans, journal, state.Followed, nonces, time, logger);
        var edits = new ChangeAnswerer(
            bot, routes, admission, reader, changes, runner, changer, state.Followed, state.Spool, journal, resumer, state.DeadLetters, logger);
        var answerer = new MessageAnswerer(
            bot, routes, admission, reader, reactions, changes, edits, runner, replies, streams, errors, resumer, earlier, state.Spool, journal, state.DeadLetters, time, logger);
        using var replay = new DeadLetterReplay(client, state.DeadLetters, plans, answerer, time, abandon.Token);
        me.Letters = replay;
        var sends = new MessagePoster(me.Client, own, bot.WorkspaceId, logger);
        var sendsTo = new Destinations(me.Client, directory, bot.UserId, bot.WorkspaceId);
        me.Sender = new MessageSender(
            me.Client,
            sends,
            new PlanWriter(me.Client, sends, sendsTo, journal, state.Followed),
            journal,
            name => resumer.TryResumeAsync(name, abandon.Token),
            state.Spool,
            new FileUploader(me.Client, bot.WorkspaceId),
            sendsTo,
            nonces,
            current,
            string.IsNullOrWhiteSpace(options.DefaultTo) ? null : Target.Parse(options.DefaultTo),
            time,
            logger);
        var calls = new PatientCalls(connection, time);
        var suspicion = new Suspicion(options.RunAloneAfterDeaths, options.GiveUpAfterDeaths);
        var turns = new SuspectGate();
        using var observers = new Observers(
            routes,
            new ObserverRunner(services, options.MaxAttempts, current, state.Starts, suspicion, turns, metrics, time, logger),
            bot.UserId,
            own,
            options.MaxConcurrency,
            me.Dropped,
            abandon.Token);
        using var dispatcher = new MessageDispatcher(
            admission,
            answerer,
            reactions,
            changes,
            observers,
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
            Abandon = abandon.Token,
            Fail = error =>
            {
                rejected = error;
                reading.Cancel();
            },
        };

        dispatching = dispatcher;
        IReadOnlyList<EventEntry> left = Resume(state, progress);
        var limits = new EventStreamLimits(options.ResumeWithin, options.MaxPending, ProbeAfterSilence) { IsExempt = journal.Contains };
        var backfill = new Backfill(
            client, calls, bot.WorkspaceId, bot.UserId.Value, body => Mentions.Contains(body, bot.Handle), progress, options.MaxPending);
        var stream = new EventStream(client, bot.WorkspaceId, token, progress, limits, backfill, dispatcher.Admit, calls, connection, time)
        {
            Noticed = earlier.Notice,
        };
        rotation.Replaced = stream.Reopen;
        Task rotating = rotation.RunAsync(reading.Token);
        using var saving = new CancellationTokenSource();
        Task saves = saver.RunAsync(saving.Token);
        Task resumed = ResumeAsync();
        Task compared = new SameChannels(routes, directory, logger).WarnAsync(reading.Token);
        var live = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task announced = AnnounceAsync();
        me.StatusChanged += ForgetOnceLive;
        me.StatusChanged += Observe;
        me.GapDetected += Observe;
        connection.Passing = observers.Tell;
        try
        {
            await stream.RunAsync(left, saver.Save, reading.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // Told to stop, or found out by the way that the token is dead.
        }
        finally
        {
            connection.Passing = null;
            me.StatusChanged -= ForgetOnceLive;
            me.StatusChanged -= Observe;
            me.GapDetected -= Observe;
            await FinishAsync(dispatcher, resumed, abandon).ConfigureAwait(false);
            await saving.CancelAsync().ConfigureAwait(false);
            await saves.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await reading.CancelAsync().ConfigureAwait(false);
            await rotating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await compared.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await announced.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            saver.Save();
            if (progress.Unfinished > 0)
            {
                logger.LeftForNextRun(progress.Unfinished);
            }
        }

        if (rejected is not null)
        {
            throw new AccountStoppedException($"the server does not accept the token ({rejected.Message})", rejected);
        }

        // Plans that are carried out are forgotten with the next checkpoint, which only an event would cause.
        async Task ResumeAsync()
        {
            await resumer.ResumeAll(abandon.Token).ConfigureAwait(false);
            progress.SaveAgain();
        }

        void Observe<T>(object? sender, T happened)
            where T : notnull => observers.Tell(happened);

        // What is only for people to look at waits until the bot answers them.
        async Task AnnounceAsync()
        {
            await live.Task.WaitAsync(reading.Token).ConfigureAwait(false);
            if (options.Menu)
            {
                await new MenuUpdate(client, bot, routes, logger).RunAsync(reading.Token).ConfigureAwait(false);
            }

            if (options.CheckScopes)
            {
                await new ScopeCheck(new ScopeProbe(client, bot.WorkspaceId), routes, logger).WarnAsync(reading.Token).ConfigureAwait(false);
            }
        }

        void ForgetOnceLive(object? sender, ConnectionStatus status)
        {
            if (status.State == ConnectionState.Live)
            {
                live.TrySetResult();
                progress.SaveAgain();
            }
        }

        // What is asked before the checkpoint is taken, and answered "done", is done in it. Before the bot is live there may be events of
        // which it does not know yet.
        Action? FindForgettable() =>
            me.Status.State == ConnectionState.Live && journal.Removable(progress.IsUnfinished) is { Count: > 0 } done ? () => journal.Remove(done) : null;

        // The bot's own work waits for its server, however long that takes.
        ClickClackClient Connect(BotToken with, TimeSpan? deadline = null) => new(
            new ApiTransport(http.CreateClient(ClickClackClient.HttpClientName), baseUrl, with, time),
            new CallPolicy(time, deadline, connection.Unavailable),
            connection.Answered);
    }

    private static IReadOnlyList<EventEntry> Resume(AccountState state, EventProgress progress)
    {
        try
        {
            return state.Checkpoints.Load() is { } checkpoint ? progress.Resume(checkpoint) : [];
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new AccountStoppedException(error.Message, error);
        }
    }

    private Journal OpenJournal(AccountState state, StorageHealth health)
    {
        try
        {
            return new Journal(state.Plans, health, time, logger);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new AccountStoppedException(error.Message, error);
        }
    }

    private async Task FinishAsync(MessageDispatcher dispatcher, Task resumed, CancellationTokenSource abandon)
    {
        try
        {
            await Task.WhenAll(dispatcher.FinishAsync(), resumed).WaitAsync(options.ShutdownTimeout, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await abandon.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(dispatcher.FinishAsync(), resumed).WaitAsync(AbandonGrace, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

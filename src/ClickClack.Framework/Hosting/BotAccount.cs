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
        using AccountState state = AccountState.Open(services.GetRequiredService<IStateStore>(), bot, health, time, logger);
        using var abandon = new CancellationTokenSource();
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Journal journal = OpenJournal(state, health);
        var progress = new EventProgress(options.ReorderWindow, options.MaxPending, time);
        AccountPipeline? working = null;
        me.LoggedIn(
            bot, Connect(token, ClickClackClientOptions.DefaultCallTimeout), () => progress.Unfinished, () => working?.Dispatcher.Depths ?? default);
        var saver = new CheckpointSaver(progress, state.Checkpoints, health, time)
        {
            Prepare = state.DeadLetters.TryFlush,
            Forgettable = FindForgettable,
        };
        UnauthorizedException? rejected = null;
        var calls = new PatientCalls(connection, time);
        var session = new AccountSession(client, bot, state, journal, progress)
        {
            Directory = new WorkspaceDirectory(client, bot.WorkspaceId, time, abandon.Token),
        };
        using var pipeline = new AccountPipeline(
            session, options, guardSettings, routes, me, calls, services, metrics, time, logger, Reject, abandon.Token);
        working = pipeline;
        IReadOnlyList<EventEntry> left = Resume(state, progress);
        var limits = new EventStreamLimits(options.ResumeWithin, options.MaxPending, ProbeAfterSilence) { IsExempt = journal.Contains };
        var backfill = new Backfill(
            client, calls, bot.WorkspaceId, bot.UserId.Value, body => Mentions.Contains(body, bot.Handle), progress, options.MaxPending);
        using var sockets = new HttpMessageInvoker(
            services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(ClickClackClient.SocketClientName), disposeHandler: false);
        var names = new NamesInUse(ConfiguredNames.Of(routes, guardSettings, DefaultTarget()), session.Directory, time, logger);
        session.Directory.Learned = names.Notice;
        var stream = new EventStream(client, bot.WorkspaceId, token, sockets, progress, limits, backfill, Admit, calls, connection, time)
        {
            Noticed = pipeline.Earlier.Notice,
        };
        rotation.Replaced = stream.Reopen;
        Task rotating = rotation.RunAsync(reading.Token);
        using var saving = new CancellationTokenSource();
        Task saves = saver.RunAsync(saving.Token);
        Task resumed = ResumeAsync();
        Task compared = new SameChannels(routes, session.Directory, logger).WarnAsync(reading.Token);
        var live = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task announced = AnnounceAsync();
        Task named = WatchNamesAsync();
        me.StatusChanged += ForgetOnceLive;
        me.StatusChanged += Observe;
        me.GapDetected += Observe;
        connection.Passing = pipeline.Observers.Tell;
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
            await FinishAsync(pipeline.Dispatcher, resumed, abandon).ConfigureAwait(false);
            await saving.CancelAsync().ConfigureAwait(false);
            await saves.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await reading.CancelAsync().ConfigureAwait(false);
            await rotating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await compared.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await announced.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await named.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

        void Reject(UnauthorizedException error)
        {
            rejected = error;
            reading.Cancel();
        }

        // Plans that are carried out are forgotten with the next checkpoint, which only an event would cause.
        async Task ResumeAsync()
        {
            await pipeline.Resumer.ResumeAll(abandon.Token).ConfigureAwait(false);
            progress.SaveAgain();
        }

        void Observe<T>(object? sender, T happened)
            where T : notnull => pipeline.Observers.Tell(happened);

        void Admit(EventEntry entry)
        {
            pipeline.Dispatcher.Admit(entry);
            names.Notice(entry.Event);
        }

        async Task WatchNamesAsync()
        {
            await live.Task.WaitAsync(reading.Token).ConfigureAwait(false);
            await names.RunAsync(reading.Token).ConfigureAwait(false);
        }

        Target? DefaultTarget() => string.IsNullOrWhiteSpace(options.DefaultTo) ? null : Target.Parse(options.DefaultTo);

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

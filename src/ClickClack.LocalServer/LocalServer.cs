using System.Net;
using ClickClack.Local.Admin;
using ClickClack.Local.Auth;
using ClickClack.Local.Callbacks;
using ClickClack.Local.Endpoints;
using ClickClack.Local.Faults;
using ClickClack.Local.Http;
using ClickClack.Local.Playground;
using ClickClack.Local.Realtime;
using ClickClack.Local.Rules;
using ClickClack.Local.Seeding;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClickClack;

/// <summary>
/// A chat server that speaks the ClickClack protocol, for developing and testing bots: in this process or stand-alone, on the loopback
/// address only. It starts with a workspace, people and bots, and serves a web page to talk to them at <see cref="PlaygroundUrl"/>.
/// </summary>
public sealed class LocalServer : IAsyncDisposable
{
    internal const string StateFileVariable = "CLICKCLACK_LOCAL_STATE";

    private const string TokenVariable = "CLICKCLACK_BOT_TOKEN";
    private const string TokenFileVariable = "CLICKCLACK_BOT_TOKEN_FILE";
    private const string UploadDirectory = "uploads";

    private readonly Lock gate = new();
    private readonly FileStream? directoryLock;
    private readonly Database database;
    private readonly Hub hub;
    private readonly CallbackClient callbacks;
    private readonly EventDeliveries deliveries;
    private readonly string? dataDirectory;
    private readonly SessionCodes codes;
    private readonly Listener listener;
    private readonly CancellationTokenSource stopping;
    private readonly SeedDocument seed;
    private IReadOnlyList<LocalPerson> people;
    private IReadOnlyList<LocalBot> bots;
    private IReadOnlyList<LocalChannel> channels;
    private volatile bool announces;
    private int disposed;

    private LocalServer(Parts parts, Listener listener)
    {
        this.listener = listener;
        (directoryLock, database, hub, codes, stopping, seed) = (parts.DirectoryLock, parts.Database, parts.Hub, parts.Codes, parts.Stopping, parts.Seed);
        (callbacks, deliveries) = (parts.Callbacks, parts.Deliveries);
        dataDirectory = parts.Options.DataDirectory;
        Workspace = new(seed.Workspace.Id, seed.Workspace.Name, seed.Workspace.Slug);
        Faults = parts.Faults;
        people = [.. seed.Users.Select(person => new LocalPerson(deliveries, Workspace.Id, person))];
        bots = [.. seed.Bots.Select(bot => new LocalBot(bot.Id, bot.DisplayName, bot.Handle, bot.Token, bot.TokenId, bot.Scopes))];
        channels = [.. seed.Channels.Select(channel => new LocalChannel(channel.Value, channel.Key))];
    }

    /// <summary>Where the server listens, without a trailing path: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri BaseUrl => listener.Address;

    /// <summary>The address of the playground with a fresh code, which works once and for ten minutes.</summary>
    public Uri PlaygroundUrl => new(BaseUrl, "/#" + codes.Issue());

    /// <summary>The workspace that everything here belongs to.</summary>
    public LocalWorkspace Workspace { get; }

    /// <summary>The people of the seed, owner first, and those added since.</summary>
    public IReadOnlyList<LocalPerson> People => people;

    /// <summary>The bots of the seed and those added since.</summary>
    public IReadOnlyList<LocalBot> Bots => bots;

    /// <summary>The channels of the seed, <c>general</c> first, and those added since through this object.</summary>
    public IReadOnlyList<LocalChannel> Channels => channels;

    /// <summary>What goes wrong between this server and its bots, when a test wants it to.</summary>
    public LocalFaults Faults { get; }

    /// <summary>Starts a server; it listens when this returns.</summary>
    /// <param name="options">Null for a free port, data in memory and the seed <see cref="LocalSeed.Conformance"/>.</param>
    /// <param name="cancellationToken">Ends the attempt to start.</param>
    /// <exception cref="IOException">The port is taken, or another server uses the data directory.</exception>
    /// <exception cref="InvalidOperationException">
    /// The data directory belongs to a newer version, or its tokens are missing; or other machines could connect, and nobody has allowed it.
    /// </exception>
    public static async Task<LocalServer> StartAsync(LocalServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        if (!IPAddress.IsLoopback(options.ListenAddress) && !options.AllowRemote)
        {
            throw new InvalidOperationException(
                $"Other machines can connect to {options.ListenAddress}, and everything goes over the network unencrypted, tokens included. "
                + $"Listen on 127.0.0.1, or say that this is meant: --allow-remote, or {nameof(LocalServerOptions)}.{nameof(options.AllowRemote)}.");
        }
        FileStream? directoryLock = null;
        Database? database = null;
        CallbackClient? callbacks = null;
        Listener? listener = null;
        var stopping = new CancellationTokenSource();
        try
        {
            string? file = null;
            SeedDocument seed;
            if (options.DataDirectory is { } directory)
            {
                directoryLock = DataDirectory.Take(directory);
                file = DataDirectory.DatabaseFile(directory);
                seed = SeedFile.LoadOrCreate(directory, file, options.Seed, options.TimeProvider);
            }
            else
            {
                seed = SeedDocument.New(options.Seed, new(options.TimeProvider));
            }
            var hub = new Hub();
            var events = new LiveEvents(hub, options.TimeProvider);
            database = Database.Open(file, events, options.TimeProvider);
            await database.RunAsync(db => Seeder.Apply(db, seed));
            var uploads = UploadFiles.In(options.DataDirectory is null ? null : Path.Combine(options.DataDirectory, UploadDirectory));
            uploads.KeepOnly(await database.RunAsync(UploadStore.Ids));

            var requestFaults = new RequestFaults();
            callbacks = new CallbackClient(new(options.AllowLocalCallbacks), options.TimeProvider);
            var deliveries = new EventDeliveries(database, callbacks);
            var parts = new Parts(
                options,
                directoryLock,
                database,
                hub,
                new(options.TimeProvider),
                stopping,
                seed,
                callbacks,
                deliveries,
                new(deliveries),
                new(database, hub, events, requestFaults, seed.Workspace.Id),
                uploads);
            LocalServer? server = null;
            listener = await Listener.StartAsync(
                options.ListenAddress,
                options.Port,
                logging => new(
                    Routes(parts, out var authenticator, () => server!),
                    parts.Deliveries,
                    authenticator,
                    requestFaults,
                    options.TimeProvider,
                    logging.CreateLogger<RequestHandler>()),
                cancellationToken);
            server = new(parts, listener);
            if (options.DataDirectory is { } announced)
            {
                parts.Admin.Announce(announced, listener.Address);
            }
            return server;
        }
        catch
        {
            if (listener is not null)
            {
                await listener.DisposeAsync();
            }
            callbacks?.Dispose();
            if (database is not null)
            {
                await database.DisposeAsync();
            }
            if (directoryLock is not null)
            {
                await directoryLock.DisposeAsync();
            }
            stopping.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Starts a server for a bot that has none configured, so that a first run needs no set-up at all. It starts only in the environment
    /// <c>Development</c> and only if none of <c>ClickClack:BaseUrl</c>, <c>ClickClack:Token</c>, <c>ClickClack:TokenFile</c> and <c>ClickClack:Accounts</c> is configured and
    /// neither <c>CLICKCLACK_BOT_TOKEN</c> nor <c>CLICKCLACK_BOT_TOKEN_FILE</c> is in the environment. Then it adds the bot <c>Echo</c> (handle <c>echo</c>), sets
    /// <c>ClickClack:BaseUrl</c>, <c>ClickClack:Token</c> and <c>ClickClack:Workspace</c>, and prints the address of the playground to standard output.
    /// Data and the bot's state live in memory, or with <c>--data DIR</c> (the configuration key <c>data</c>) in that directory. If that cannot
    /// be used, it says so in one line on standard error and starts nothing, so that the bot ends as one that is not configured.
    /// </summary>
    /// <param name="builder">The application that is being built; its configuration is read and added to.</param>
    /// <param name="cancellationToken">Ends the attempt to start.</param>
    /// <returns>The server, which the caller disposes; null when it was not started.</returns>
    public static async Task<LocalServer?> StartIfNotConfiguredAsync(IHostApplicationBuilder builder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ProgramSettings.Add(builder);
        var configuration = builder.Configuration;
        if (!builder.Environment.IsDevelopment()
            || !string.IsNullOrEmpty(configuration["ClickClack:BaseUrl"])
            || !string.IsNullOrEmpty(configuration["ClickClack:Token"])
            || !string.IsNullOrEmpty(configuration["ClickClack:TokenFile"])
            || configuration.GetSection("ClickClack:Accounts").GetChildren().Any()
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TokenVariable))
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TokenFileVariable)))
        {
            return null;
        }
        var data = configuration["data"] is { Length: > 0 } directory ? directory : null;
        LocalServer server;
        try
        {
            server = await StartAsync(new() { DataDirectory = data, Seed = LocalSeed.ForBot("Echo", "echo") }, cancellationToken);
        }
        catch (Exception e) when (data is not null && e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"--data {data} cannot be used: {e.Message}");
            return null;
        }
        var bot = server.Bots.First(bot => bot.Handle == "echo");
        var settings = new Dictionary<string, string?>
        {
            ["ClickClack:BaseUrl"] = server.BaseUrl.AbsoluteUri.TrimEnd('/'),
            ["ClickClack:Token"] = bot.Token,
            ["ClickClack:Workspace"] = server.Workspace.Id,
        };
        if (string.IsNullOrEmpty(configuration["ClickClack:StateDirectory"]))
        {
            settings["ClickClack:StateDirectory"] = data is null ? ":memory:" : Path.Combine(data, "bot");
        }
        configuration.AddInMemoryCollection(settings);
        server.WriteStateWhenLive(bot);
        await Console.Out.WriteLineAsync("no ClickClack:BaseUrl or token is configured: the bot gets a local server of its own");
        server.AnnouncePlayground();
        return server;
    }

    /// <summary>Adds a human to the workspace, as a member.</summary>
    /// <param name="displayName">At most 80 bytes.</param>
    /// <param name="handle">What the person is mentioned by, without <c>@</c>; null for someone who cannot be mentioned.</param>
    /// <exception cref="InvalidOperationException">A name breaks the rules, or the handle is taken.</exception>
    public async Task<LocalPerson> AddPersonAsync(string displayName, string? handle = null)
    {
        var added = await RunAsync(db =>
        {
            var person = new SeededPerson("member", db.NewId("usr"), Names.DisplayName(displayName), Names.Handle(db, handle), Ids.NewSecret("sst"));
            Seeder.AddPerson(db, Workspace.Id, person);
            return new LocalPerson(deliveries, Workspace.Id, person);
        });
        lock (gate)
        {
            people = [.. people, added];
        }
        return added;
    }

    /// <summary>Adds a bot without owner to the workspace.</summary>
    /// <param name="displayName">At most 80 bytes.</param>
    /// <param name="handle">What the bot is mentioned by, without <c>@</c>.</param>
    /// <param name="scopes">Scopes or the bundles <c>bot:read</c>, <c>bot:write</c>, <c>bot:admin</c>; none means <c>bot:write</c>.</param>
    /// <exception cref="InvalidOperationException">A name breaks the rules, the handle is taken, or a scope does not exist.</exception>
    public async Task<LocalBot> AddBotAsync(string displayName, string handle, params string[] scopes)
    {
        var added = await RunAsync(db =>
        {
            var bot = BotAccounts.Create(db, Workspace.Id, displayName, handle, avatarUrl: null, ownerId: null);
            var token = BotAccounts.Mint(db, bot, Workspace.Id, name: null, Scopes.Expand(scopes), createdBy: people[0].Id);
            return new LocalBot(bot.Id, bot.DisplayName, bot.Handle, token.Token!, token.Id, token.Scopes);
        });
        lock (gate)
        {
            bots = [.. bots, added];
        }
        return added;
    }

    /// <summary>Adds a channel to the workspace. The one named <c>guest</c> is where guests may write.</summary>
    /// <param name="name">Other characters than letters and digits become dashes.</param>
    /// <exception cref="InvalidOperationException">There is a channel of that name.</exception>
    public async Task<LocalChannel> AddChannelAsync(string name)
    {
        var added = await RunAsync(db =>
        {
            var channel = Local.Endpoints.Channels.Create(db, Workspace.Id, new() { Name = name }, byOperator: true).Channel;
            return new LocalChannel(channel.Id, channel.Name);
        });
        lock (gate)
        {
            channels = [.. channels, added];
        }
        return added;
    }

    /// <summary>Completes once the bot has an open realtime socket that has caught up.</summary>
    /// <param name="bot">A bot of this server.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WhenLiveAsync(LocalBot bot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bot);
        return hub.WhenLiveAsync([bot.TokenId]).WaitAsync(cancellationToken);
    }

    /// <summary>Stops at once: open sockets are cut without a close frame, as if the process had ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }
        await stopping.CancelAsync();
        await listener.DisposeAsync();
        callbacks.Dispose();
        await database.DisposeAsync();
        AdminEndpoint.Withdraw(dataDirectory);
        if (directoryLock is not null)
        {
            await directoryLock.DisposeAsync();
        }
        stopping.Dispose();
    }

    /// <summary>Writes what other programs need to know, if the environment says where.</summary>
    internal void WriteState()
    {
        if (Environment.GetEnvironmentVariable(StateFileVariable) is { Length: > 0 } path)
        {
            SeedFile.Save(path, seed with { BaseUrl = BaseUrl.AbsoluteUri.TrimEnd('/') });
        }
    }

    /// <summary>
    /// Prints the address of the playground, and a new one whenever none is left that works: the page forgets its session at every
    /// reload, and a code its time.
    /// </summary>
    internal void AnnouncePlayground()
    {
        announces = true;
        Console.WriteLine($"playground: {PlaygroundUrl.AbsoluteUri}");
    }

    private void PlaygroundVisited()
    {
        if (announces && !codes.AnyOpen)
        {
            AnnouncePlayground();
        }
    }

    private static Router Routes(Parts parts, out Authenticator authenticator, Func<LocalServer> server)
    {
        var routes = new Router();
        authenticator = new();
        Health.Map(routes);
        Identity.Map(routes);
        new Workspaces(parts.Uploads).Map(routes);
        Members.Map(routes);
        Local.Endpoints.Channels.Map(routes);
        Topics.Map(routes);
        Notifications.Map(routes);
        Messages.Map(routes);
        Threads.Map(routes);
        DirectMessages.Map(routes);
        Reactions.Map(routes);
        new Uploads(parts.Uploads).Map(routes);
        new UploadReceiver(parts.Database, authenticator, parts.Uploads).Map(routes);
        Pins.Map(routes);
        ReadMarkers.Map(routes);
        CommandMenu.Map(routes);
        Ephemeral.Map(routes);
        Hooks.Map(routes);
        Local.Endpoints.Bots.Map(routes);
        new SetupCodes(parts.Database, parts.Options.TimeProvider, () => server().BaseUrl).Map(routes);
        Search.Map(routes);
        PublicRoutes.Map(routes);
        MemberModeration.Map(routes);
        new SlashCommands(parts.Deliveries, parts.Callbacks).Map(routes);
        EventSubscriptions.Map(routes);
        new MagicLinks(parts.Deliveries).Map(routes);
        if (parts.Options.DataDirectory is not null)
        {
            parts.Admin.Map(routes);
        }
        Management.Map(routes);
        EventLog.Map(routes);
        new RealtimeEndpoint(
            parts.Database, parts.Hub, authenticator, parts.Options.TimeProvider, parts.Options.PoliteSockets, parts.Stopping.Token).Map(routes);
        if (parts.Options.TestMode)
        {
            new FaultSwitches(parts.Faults).Map(routes);
        }
        new PlaygroundSite(parts.Codes, () => server().DescribeSession(), () => server().PlaygroundVisited()).Map(routes);
        return routes;
    }

    private SessionAnswer DescribeSession() => new(
        new(Workspace.Id, Workspace.Name, Workspace.Slug),
        [.. People.Select(person => new SessionPerson(person.Id, person.DisplayName, person.Handle, person.Token))],
        [.. Bots.Select(bot => new SessionBot(bot.Id, bot.Handle, bot.DisplayName))]);

    private void WriteStateWhenLive(LocalBot bot)
    {
        _ = WaitAndWriteAsync();

        async Task WaitAndWriteAsync()
        {
            try
            {
                await WhenLiveAsync(bot, stopping.Token);
                WriteState();
            }
            catch (OperationCanceledException)
            {
                // Stopped before the bot came.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"The file that {StateFileVariable} names cannot be written: {e.Message}");
            }
        }
    }

    private async Task<T> RunAsync<T>(Func<Transaction, T> work)
    {
        try
        {
            return await deliveries.RunAsync(work);
        }
        catch (Refusal refusal)
        {
            throw new InvalidOperationException(refusal.Message, refusal);
        }
    }

    private sealed record Parts(
        LocalServerOptions Options,
        FileStream? DirectoryLock,
        Database Database,
        Hub Hub,
        SessionCodes Codes,
        CancellationTokenSource Stopping,
        SeedDocument Seed,
        CallbackClient Callbacks,
        EventDeliveries Deliveries,
        AdminEndpoint Admin,
        LocalFaults Faults,
        UploadFiles Uploads);
}

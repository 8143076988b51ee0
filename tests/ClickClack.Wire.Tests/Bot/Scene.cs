using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ClickClack.Wire.Tests.Network;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Bot;

/// <summary>A server with people, a proxy in front of it, and the bots that a test starts, which reach the server through the proxy.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("clickclack-wire-").FullName;
    private readonly List<RunningBot> bots = [];
    private LocalServerOptions options = new();

    private Scene()
    {
    }

    public LocalServer Server { get; private set; } = null!;

    public TcpProxy Proxy { get; private set; } = null!;

    /// <summary>Everybody's clock, unless a test says otherwise.</summary>
    public TimeProvider Time { get; private set; } = null!;

    public LocalBot Echo => Server.Bots[0];

    /// <summary>The owner of the workspace.</summary>
    public LocalPerson Olivia => Server.People[0];

    public LocalPerson Max => Server.People[1];

    public LocalChannel General => Server.Channels[0];

    /// <summary>A channel nothing listens in but for mentions.</summary>
    public LocalChannel Random => Server.Channels.First(channel => channel.Name == "random");

    /// <summary>What bots keep between runs.</summary>
    public IReadOnlyList<string> StateFiles => Directory.GetFiles(Path.Combine(directory, "state"), "*", SearchOption.AllDirectories);

    /// <param name="keepsData">Whether the server can be started again on what it knows.</param>
    /// <param name="time">Everybody's clock; null for a quick one.</param>
    public static async Task<Scene> StartAsync(bool keepsData = false, TimeProvider? time = null)
    {
        var scene = new Scene { Time = time ?? new QuickTime() };
        scene.options = new LocalServerOptions
        {
            Seed = LocalSeed.ForBot("Echo", "echo"),
            DataDirectory = keepsData ? Path.Combine(scene.directory, "data") : null,
            TimeProvider = time ?? TimeProvider.System,
        };
        scene.Server = await LocalServer.StartAsync(scene.options);
        scene.Proxy = TcpProxy.Start(scene.Server.BaseUrl);
        return scene;
    }

    /// <summary>The server ends as if it were killed.</summary>
    public ValueTask KillServerAsync() => Server.DisposeAsync();

    /// <summary>The server starts again on its data, somewhere else behind the proxy.</summary>
    public async Task StartServerAgainAsync()
    {
        Server = await LocalServer.StartAsync(options);
        Proxy.Server = Server.BaseUrl;
    }

    /// <summary>Starts a bot.</summary>
    /// <param name="account">Which; null for Echo.</param>
    /// <param name="configure">Further settings.</param>
    /// <param name="time">The bot's clock; null for the scene's.</param>
    /// <param name="script">What its handlers do.</param>
    public async Task<RunningBot> StartBotAsync(
        LocalBot? account = null, Action<ClickClackOptions>? configure = null, TimeProvider? time = null, Script? script = null)
    {
        RunningBot bot = await RunningBot.StartAsync(
            Proxy.Address, (account ?? Echo).Token, Path.Combine(directory, "state"), time ?? Time, configure, script);
        bots.Add(bot);
        return bot;
    }

    /// <summary>Starts a bot and waits until it is live.</summary>
    public async Task<RunningBot> StartLiveBotAsync(
        LocalBot? account = null, Action<ClickClackOptions>? configure = null, TimeProvider? time = null, Script? script = null)
    {
        RunningBot bot = await StartBotAsync(account, configure, time, script);
        await bot.LiveAsync();
        await Eventually.EndsAsync(Server.WhenLiveAsync(account ?? Echo), "going live");
        return bot;
    }

    /// <summary>A request of somebody's own, past the proxy.</summary>
    /// <returns>The answer's body; an empty object if it has none.</returns>
    public async Task<JsonNode> AskAsync(string token, HttpMethod method, string path, object? body = null)
    {
        using var http = new HttpClient { BaseAddress = Server.BaseUrl };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", token);
        if (body is not null)
        {
            request.Content = body as HttpContent ?? JsonContent.Create(body);
        }

        using HttpResponseMessage response = await http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject();
    }

    public async Task<IReadOnlyList<LocalMessage>> AnswersAsync(LocalChannel channel, LocalBot? account = null) =>
        [.. (await Olivia.ReadAsync(channel)).Where(message => message.AuthorId == (account ?? Echo).Id)];

    /// <summary>Waits for the answer to a message in a channel, which quotes it.</summary>
    public async Task<LocalMessage> AnswerAsync(LocalChannel channel, LocalMessage asked, LocalBot? account = null)
    {
        LocalMessage? answer = null;
        await Eventually.TrueAsync(
            async () => (answer = (await AnswersAsync(channel, account)).FirstOrDefault(message => message.QuotedMessageId == asked.Id)) is not null,
            $"an answer to {asked.Body}",
            Logs);
        return answer!;
    }

    /// <summary>Waits until so many messages were answered.</summary>
    public Task AnsweredAsync(LocalChannel channel, int count) =>
        Eventually.TrueAsync(async () => (await AnswersAsync(channel)).Count >= count, $"{count} answers", Logs);

    /// <summary>Waits for the bot's replies in a thread.</summary>
    public async Task<IReadOnlyList<LocalMessage>> RepliesAsync(LocalMessage root, int count)
    {
        IReadOnlyList<LocalMessage> replies = [];
        await Eventually.TrueAsync(
            async () => (replies = [.. (await Olivia.ReadRepliesAsync(root)).Where(reply => reply.AuthorId == Echo.Id)]).Count >= count,
            $"{count} replies of the bot",
            Logs);
        return replies;
    }

    /// <summary>What is said next is answered; what would have been answered before it, was.</summary>
    public async Task WorksAsync(LocalChannel? channel = null)
    {
        LocalMessage asked = await Olivia.SayAsync(channel ?? General, "@echo are you there?");
        await AnswerAsync(channel ?? General, asked);
    }

    /// <summary>Each message of people in a channel was answered once, in their order, and nothing else was said.</summary>
    public async Task EachAnsweredOnceInOrderAsync(LocalChannel channel)
    {
        IReadOnlyList<LocalMessage> messages = await Olivia.ReadAsync(channel);
        Assert.Equal(
            messages.Where(message => message.AuthorId != Echo.Id).Select(message => message.Id),
            messages.Where(message => message.AuthorId == Echo.Id).Select(message => message.QuotedMessageId));
    }

    public async ValueTask DisposeAsync()
    {
        Proxy.IsSilent = false;
        foreach (RunningBot bot in bots)
        {
            await bot.DisposeAsync();
        }

        await Proxy.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private string Logs() => string.Join("\n--\n", bots.Select(bot => bot.Log.ToString())) + "\n--\n" + string.Join('\n', Proxy.Requests);
}

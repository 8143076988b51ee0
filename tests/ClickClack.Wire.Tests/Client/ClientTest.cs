using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ClickClack.Client;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Client;

/// <summary>A fresh server in memory for each test, and clients of its bots. Delays between attempts pass quickly.</summary>
public abstract class ClientTest : IAsyncLifetime
{
    private readonly List<IDisposable> disposables = [];
    private int bots;

    protected LocalServer Server { get; private set; } = null!;

    /// <summary>The first bot, with the scopes of <c>bot:write</c>.</summary>
    protected LocalBot Bot => Server.Bots[0];

    protected LocalBot OtherBot => Server.Bots[1];

    protected LocalPerson Owner => Server.People[0];

    protected LocalPerson Member => Server.People[1];

    /// <summary>The first bot's client.</summary>
    protected ClickClackClient Client { get; private set; } = null!;

    /// <summary>What the first bot's client sends.</summary>
    internal Wiretap Wire { get; private set; } = null!;

    protected WorkspaceId Workspace => new(Server.Workspace.Id);

    protected ChannelId General => new(Server.Channels[0].Id);

    protected ChannelId Random => new(Server.Channels[1].Id);

    public virtual async ValueTask InitializeAsync()
    {
        Server = await LocalServer.StartAsync();
        Wire = Keep(new Wiretap());
        Client = ClientOf(Bot.Token, Wire);
    }

    public virtual async ValueTask DisposeAsync()
    {
        disposables.ForEach(one => one.Dispose());
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected T Keep<T>(T disposable)
        where T : IDisposable
    {
        disposables.Add(disposable);
        return disposable;
    }

    internal ClickClackClient ClientOf(string token, HttpMessageHandler? handler = null, TimeProvider? time = null, Uri? baseUrl = null) =>
        Keep(new ClickClackClient(
            new ClickClackClientOptions { BaseUrl = baseUrl ?? Server.BaseUrl, Token = token },
            handler is null ? null : Keep(new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }),
            time ?? new QuickTime()));

    /// <summary>A bot with exactly these scopes.</summary>
    protected Task<LocalBot> BotWithAsync(params string[] scopes)
    {
        int number = Interlocked.Increment(ref bots);
        return Server.AddBotAsync($"Extra {number}", $"extra-{number}", scopes);
    }

    protected async Task<ClickClackClient> ClientWithAsync(params string[] scopes) => ClientOf((await BotWithAsync(scopes)).Token);

    /// <summary>A request of somebody's own.</summary>
    protected async Task<JsonNode> AskAsync(string token, HttpMethod method, string path, object? body = null)
    {
        using var http = new HttpClient { BaseAddress = Server.BaseUrl };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", token);
        request.Content = body is null ? null : JsonContent.Create(body);
        using HttpResponseMessage response = await http.SendAsync(request, Stop);
        string text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject();
    }

    protected async Task<MessageId> PostAsync(string body = "hello", ChannelId? channel = null) =>
        (await Client.CreateMessageAsync(channel ?? General, new NewMessage(body), Stop)).Message.Id;
}

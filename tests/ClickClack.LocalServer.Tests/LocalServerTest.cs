using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

/// <summary>A fresh server in memory for each test, and the protocol's client side in its plainest form.</summary>
public abstract class LocalServerTest : IAsyncLifetime
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = new();

    protected LocalServer Server { get; private set; } = null!;

    protected LocalPerson Owner => Server.People[0];

    protected LocalPerson Member => Server.People[1];

    protected LocalBot Bot => Server.Bots[0];

    protected LocalBot OtherBot => Server.Bots[1];

    protected LocalChannel General => Server.Channels[0];

    protected string Workspace => Server.Workspace.Id;

    /// <summary>How the server of this class is started.</summary>
    protected virtual LocalServerOptions Options => new();

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Server = await LocalServer.StartAsync(Options, Stop);
        http.BaseAddress = Server.BaseUrl;
    }

    public virtual async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<Reply> GetAsync(string? token, string path) => SendAsync(token, "GET", path);

    protected Task<Reply> PostAsync(string? token, string path, JsonNode body) => SendAsync(token, "POST", path, body.ToJsonString());

    protected async Task<Reply> SendAsync(
        string? token, string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await http.SendAsync(request, Stop);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(Stop),
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    protected Task<Reply> PostMessageAsync(string token, string body, string? nonce = null, string? quoted = null, string? channel = null) =>
        PostAsync(token, $"/api/channels/{channel ?? General.Id}/messages", Draft(body, nonce, quoted));

    protected static JsonObject Draft(string body, string? nonce = null, string? quoted = null)
    {
        var draft = new JsonObject { ["body"] = body };
        if (nonce is not null)
        {
            draft["nonce"] = nonce;
        }
        if (quoted is not null)
        {
            draft["quoted_message_id"] = quoted;
        }
        return draft;
    }

    protected async Task<string> TailAsync(string token) =>
        (await GetAsync(token, $"/api/realtime/events?workspace_id={Workspace}&include_tail=true&limit=1")).Text("tail_cursor");

    protected async Task<EventSocket> ConnectAsync(string token, string? afterCursor = null, string? workspace = null)
    {
        var cursor = afterCursor is null ? "" : $"&after_cursor={afterCursor}";
        var address = new UriBuilder(new Uri(Server.BaseUrl, $"/api/realtime/ws?workspace_id={workspace ?? Workspace}{cursor}")) { Scheme = "ws" };
        return await EventSocket.OpenAsync(address.Uri, token);
    }

    /// <summary>A socket that shows only what happens from now on.</summary>
    protected async Task<EventSocket> ConnectAtTailAsync(string token)
    {
        var tail = await TailAsync(token);
        return await ConnectAsync(token, tail.Length > 0 ? tail : null);
    }

    /// <summary>A bot's token with exactly these scopes.</summary>
    protected async Task<LocalBot> BotWithAsync(string handle, params string[] scopes) => await Server.AddBotAsync("Bot " + handle, handle, scopes);
}

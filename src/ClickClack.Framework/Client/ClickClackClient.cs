using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClickClack.Protocol;
using Polly;

namespace ClickClack.Client;

/// <summary>The calls of the server that the bot makes, for one token. Each follows the <see cref="CallPolicy"/>.</summary>
internal sealed partial class ClickClackClient : IDisposable
{
    /// <summary>Nothing the server sends is larger than a page of 200 messages of 1 MiB; what is, is not for us.</summary>
    private const int LargestResponse = 256 * 1024 * 1024;

    private readonly HttpClient http;
    private readonly BotToken token;
    private readonly ResiliencePipeline policy;
    private readonly TimeProvider time;
    private readonly Action onAnswer;
    private long serverTime;
    private volatile bool spoken;

    /// <summary>Makes a client.</summary>
    /// <param name="baseUrl">The server's address, which may have a path.</param>
    /// <param name="token">The bot's token.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onUnavailable">Told of every attempt that found the server away.</param>
    /// <param name="onAnswer">Told of every answer that was none of those.</param>
    public ClickClackClient(Uri baseUrl, BotToken token, TimeProvider time, Action<ApiException> onUnavailable, Action onAnswer)
    {
        BaseUrl = new Uri(baseUrl.AbsoluteUri.TrimEnd('/') + "/");
        this.token = token;
        this.time = time;
        this.onAnswer = onAnswer;
        policy = CallPolicy.Create(time, onUnavailable);

        // Redirects are not followed: a token must not travel to where nobody configured it.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = 32,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        http = new HttpClient(handler)
        {
            BaseAddress = BaseUrl,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestResponse,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("ClickClackFramework", "0.1"));
    }

    /// <summary>The server's address, with a slash at the end.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The server's clock at its last answer, UTC; null before the first.</summary>
    public DateTimeOffset? ServerTime => Volatile.Read(ref serverTime) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public async Task<WireUser> GetMeAsync(CancellationToken cancellation) =>
        (await GetAsync("api/me", WireJson.Default.UserEnvelope, cancellation).ConfigureAwait(false)).User;

    public async Task<WireWorkspace[]> GetWorkspacesAsync(CancellationToken cancellation) =>
        (await GetAsync("api/workspaces", WireJson.Default.WorkspacesEnvelope, cancellation).ConfigureAwait(false)).Workspaces;

    public async Task<WireChannel[]> GetChannelsAsync(string workspace, CancellationToken cancellation) =>
        (await GetAsync($"api/workspaces/{Escape(workspace)}/channels", WireJson.Default.ChannelsEnvelope, cancellation)
            .ConfigureAwait(false)).Channels;

    /// <summary>The members whose name or handle contains a text, page by page.</summary>
    public Task<MembersEnvelope> FindMembersAsync(string workspace, string contains, string? cursor, CancellationToken cancellation) =>
        GetAsync(
            $"api/workspaces/{Escape(workspace)}/members?limit=200&q={Escape(contains)}" + (cursor is null ? "" : $"&cursor={Escape(cursor)}"),
            WireJson.Default.MembersEnvelope,
            cancellation);

    public async Task<WireMessage> GetMessageAsync(string message, CancellationToken cancellation) =>
        (await GetAsync($"api/messages/{Escape(message)}", WireJson.Default.MessageEnvelope, cancellation).ConfigureAwait(false)).Message;

    /// <summary>The bot's own message of that nonce.</summary>
    /// <exception cref="NotVisibleException">There is none.</exception>
    public async Task<WireMessage> GetMessageByNonceAsync(string workspace, string nonce, CancellationToken cancellation) =>
        (await GetAsync(
            $"api/messages/by-nonce?workspace_id={Escape(workspace)}&nonce={Escape(nonce)}", WireJson.Default.MessageEnvelope, cancellation)
            .ConfigureAwait(false)).Message;

    public async Task<WireConversation> GetConversationAsync(string conversation, CancellationToken cancellation) =>
        (await GetAsync($"api/dms/{Escape(conversation)}", WireJson.Default.ConversationEnvelope, cancellation).ConfigureAwait(false))
            .Conversation;

    /// <summary>The direct conversation with one user: the one there is, else a new one.</summary>
    public async Task<WireConversation> OpenConversationAsync(string workspace, string user, CancellationToken cancellation) =>
        (await PostAsync(
            "api/dms",
            new OpenConversationRequest(workspace, [user]),
            WireJson.Default.OpenConversationRequest,
            WireJson.Default.ConversationEnvelope,
            cancellation).ConfigureAwait(false)).Conversation;

    public Task<WireMessage> CreateChannelMessageAsync(string channel, CreateMessageRequest message, CancellationToken cancellation) =>
        CreateAsync($"api/channels/{Escape(channel)}/messages", message, cancellation);

    public Task<WireMessage> CreateDirectMessageAsync(string conversation, CreateMessageRequest message, CancellationToken cancellation) =>
        CreateAsync($"api/dms/{Escape(conversation)}/messages", message, cancellation);

    public Task<WireMessage> CreateReplyAsync(string root, CreateMessageRequest message, CancellationToken cancellation) =>
        CreateAsync($"api/messages/{Escape(root)}/thread/replies", message, cancellation);

    /// <summary>A page of the event log.</summary>
    /// <param name="workspace">The workspace's id.</param>
    /// <param name="after">Events after this cursor; empty for the oldest kept.</param>
    /// <param name="limit">At most so many, up to 500.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<EventsPage> GetEventsAsync(string workspace, string after, int limit, CancellationToken cancellation) =>
        GetAsync(
            $"api/realtime/events?workspace_id={Escape(workspace)}&after_cursor={Escape(after)}&limit={limit}&include_tail=true",
            WireJson.Default.EventsPage,
            cancellation);

    public void Dispose() => http.Dispose();

    private async Task<WireMessage> CreateAsync(string path, CreateMessageRequest message, CancellationToken cancellation) =>
        (await PostAsync(path, message, WireJson.Default.CreateMessageRequest, WireJson.Default.MessageEnvelope, cancellation)
            .ConfigureAwait(false)).Message;

    private Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        CallAsync(() => new HttpRequestMessage(HttpMethod.Get, path), type, cancellation);

    private Task<TAnswer> PostAsync<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellation) =>
        CallAsync(
            () => new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, bodyType) }, answerType, cancellation);

    private async Task<T> CallAsync<T>(Func<HttpRequestMessage> request, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        while (true)
        {
            string used = token.Current;
            try
            {
                T answer = await policy.ExecuteAsync(
                    static async (call, attempt) => await call.client.AttemptAsync(call.request(), call.type, attempt).ConfigureAwait(false),
                    (client: this, request, type),
                    cancellation).ConfigureAwait(false);
                onAnswer();
                return answer;
            }
            catch (UnauthorizedException) when (token.Renew is not null)
            {
                if (!await token.Renew(used, cancellation).ConfigureAwait(false))
                {
                    throw;
                }
            }
        }
    }

    private async Task<T> AttemptAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Current);
            string call = $"{request.Method} {Path(request)}";
            HttpResponseMessage response;
            try
            {
                response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
            }
            catch (HttpRequestException error)
            {
                throw new UnavailableException($"{call}: {error.GetBaseException().Message}", inner: error);
            }

            using (response)
            {
                if (response.Headers.Date is { } date)
                {
                    Volatile.Write(ref serverTime, date.UtcTicks);
                }

                if (spoken && IsInBetween(response))
                {
                    throw new UnavailableException($"{call}: {(int)response.StatusCode}, not from the ClickClack server but from something in between");
                }

                if (!response.IsSuccessStatusCode)
                {
                    throw await ServerAnswer.ReadErrorAsync(call, response, time.GetUtcNow(), cancellation).ConfigureAwait(false);
                }

                try
                {
                    Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
                    T answer = await JsonSerializer.DeserializeAsync(body, type, cancellation).ConfigureAwait(false)
                        ?? throw new JsonException("null");
                    spoken = true;
                    return answer;
                }
                catch (JsonException error)
                {
                    throw new NotClickClackException(
                        $"{call}: the answer is not what a ClickClack server says; is ClickClack:BaseUrl right?", error);
                }
            }
        }
    }

    /// <summary>
    /// Whether an answer is another program's, though the address is right: a proxy's page while the server restarts, or a redirect to
    /// a login. It passes, and must not be held against a message. What refuses a single request (403, 413) is not among them.
    /// </summary>
    private static bool IsInBetween(HttpResponseMessage response) =>
        response.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest
        || (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound
            && response.Content.Headers.ContentType?.MediaType is not "application/json");

    // Without the query: a nonce or a search text has no place in a log.
    private static string Path(HttpRequestMessage request) => request.RequestUri!.OriginalString.Split('?')[0];

    private static string Escape(string value) => Uri.EscapeDataString(value);
}

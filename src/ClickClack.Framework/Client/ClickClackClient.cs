using System.Text.Json;
using ClickClack.Protocol;
using Polly.Timeout;

namespace ClickClack.Client;

/// <summary>
/// Every call of a ClickClack server that a bot token may make, typed in and out. Each has a deadline. What reads, carries a nonce or
/// leaves the same behind however often it is done is tried again while the server is away, with jitter and no sooner than the server
/// asks; what makes something new each time never is. All calls throw an <see cref="ApiException"/> whose type says what it means, and
/// <see cref="OperationCanceledException"/> if cancelled. The client is safe for use by many threads.
/// </summary>
public sealed partial class ClickClackClient : IDisposable
{
    /// <summary>The name under which <c>IHttpClientFactory</c> knows the bot's HTTP client, for those who want to configure it.</summary>
    public const string HttpClientName = "ClickClack";

    /// <summary>The name of the handler that opens sockets; it is configured as that of the calls is.</summary>
    internal const string SocketClientName = HttpClientName + ".Socket";

    private readonly ApiTransport transport;
    private readonly CallPolicy policy;
    private readonly Action onAnswer;
    private readonly bool ownsTransport;

    /// <summary>Makes a client of its own, outside of a bot.</summary>
    /// <param name="options">Where it calls, and as whom.</param>
    /// <param name="http">
    /// Sends; must not follow redirects, and its own time-out should be longer than 30 seconds. Not disposed. Null for one of its own.
    /// </param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">The address is not http or https, or is plain http to another machine without leave; or the token cannot be one.</exception>
    public ClickClackClient(ClickClackClientOptions options, HttpClient? http = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!ServerAddress.IsAllowed(options.BaseUrl, options.AllowInsecureHttp, out string? why))
        {
            throw new ArgumentException(why, nameof(options));
        }

        if (options.Token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("the token contains a blank or a character that no token has; was it copied whole?", nameof(options));
        }

        time ??= TimeProvider.System;
        ownsTransport = http is null;
        transport = new ApiTransport(http ?? NewHttpClient(), options.BaseUrl, new BotToken(options.Token), time);
        policy = new CallPolicy(time, options.CallTimeout, static _ => { });
        onAnswer = static () => { };
    }

    /// <summary>Makes a bot's own client.</summary>
    /// <param name="transport">Sends.</param>
    /// <param name="policy">Its patience.</param>
    /// <param name="onAnswer">Told of every call that came to its end.</param>
    internal ClickClackClient(ApiTransport transport, CallPolicy policy, Action onAnswer)
    {
        this.transport = transport;
        this.policy = policy;
        this.onAnswer = onAnswer;
    }

    /// <summary>The server's address, with a slash at the end.</summary>
    public Uri BaseUrl => transport.BaseUrl;

    /// <summary>The server's clock at its last answer, UTC, whole seconds; null before the first.</summary>
    public DateTimeOffset? ServerTime => transport.ServerTime;

    /// <summary>How a bot's connections are to be made.</summary>
    internal static SocketsHttpHandler NewHandler() => new()
    {
        // Redirects are not followed: a token must not travel to where nobody configured it.
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = 32,
        Proxy = OutboundProxy.Instance,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>Closes the connections the client made for itself.</summary>
    public void Dispose()
    {
        if (ownsTransport)
        {
            transport.Dispose();
        }
    }

    private static HttpClient NewHttpClient() => new(NewHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    private Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class =>
        CallAsync<T>(new ApiCall(HttpMethod.Get, path, Repeat.Freely), cancellationToken);

    private Task<TAnswer> SendAsync<TBody, TAnswer>(
        HttpMethod method, string path, TBody body, Repeat repeat, CancellationToken cancellationToken)
        where TAnswer : class =>
        CallAsync<TAnswer>(WithBody(method, path, body, repeat), cancellationToken);

    private static ApiCall WithBody<TBody>(HttpMethod method, string path, TBody body, Repeat repeat) =>
        new(method, path, repeat) { Content = () => new JsonBody(JsonSerializer.SerializeToUtf8Bytes(body, WireFormat.Of<TBody>())) };

    private Task<T> CallAsync<T>(ApiCall call, CancellationToken cancellationToken)
        where T : class => RunAsync(call, attempt => transport.AttemptAsync<T>(call, attempt), cancellationToken);

    // Of classes only: the runtime then has one body of each generic method on the way, not one for each kind of answer.
    private async Task<T> RunAsync<T>(ApiCall call, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            string used = transport.Token.Current;
            try
            {
                T answer = await policy.RunAsync(call.Repeat, attempt, cancellationToken).ConfigureAwait(false);
                onAnswer();
                return answer;
            }
            catch (UnauthorizedException) when (transport.Token.Renew is not null)
            {
                // A call that was not let in was not carried out: with another token it may be repeated whatever it does.
                if (!await transport.Token.Renew(used, cancellationToken).ConfigureAwait(false))
                {
                    throw;
                }
            }
            catch (AttemptsEndedException error)
            {
                throw error.Failure;
            }
            catch (TimeoutRejectedException error)
            {
                string why = call.LastFault is { } fault ? $", at last: {fault}" : "";
                throw new UnavailableException($"{call.Endpoint}: no answer within {error.Timeout.TotalSeconds:0} s{why}", error)
                {
                    Endpoint = call.Endpoint,
                    CorrelationId = call.CorrelationId,
                    OutcomeUnknown = true,
                };
            }
        }
    }

    /// <summary>A value of a query.</summary>
    private static string Escape(string? value) => Uri.EscapeDataString(value ?? "");

    /// <summary>A part of a path.</summary>
    /// <exception cref="ArgumentException">It would lead elsewhere.</exception>
    private static string Segment(string? value) => value is null or "" or "." or ".."
        ? throw new ArgumentException($"\"{value}\" cannot be part of an address")
        : Uri.EscapeDataString(value);
}

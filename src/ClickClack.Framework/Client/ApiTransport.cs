using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ClickClack.Protocol;

namespace ClickClack.Client;

/// <summary>Carries one attempt of a call over HTTP and says what came of it.</summary>
internal sealed class ApiTransport : IDisposable
{
    private static readonly string Product = $"ClickClackFramework/{typeof(ApiTransport).Assembly.GetName().Version?.ToString(3) ?? "0.0"}";

    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly HttpClient http;
    private readonly TimeProvider time;
    private long serverTime;
    private volatile bool spoken;

    /// <summary>Makes a transport.</summary>
    /// <param name="http">Sends. Redirects must be off and its time-out unlimited: the policy has the deadlines.</param>
    /// <param name="baseUrl">The server's address, which may have a path.</param>
    /// <param name="token">The token.</param>
    /// <param name="time">The clock.</param>
    public ApiTransport(HttpClient http, Uri baseUrl, BotToken token, TimeProvider time)
    {
        this.http = http;
        Token = token;
        this.time = time;
        BaseUrl = new Uri(baseUrl.AbsoluteUri.TrimEnd('/') + "/");
    }

    /// <summary>The token in use.</summary>
    public BotToken Token { get; }

    /// <summary>The server's address, with a slash at the end.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The server's clock at its last answer, UTC; null before the first.</summary>
    public DateTimeOffset? ServerTime => Volatile.Read(ref serverTime) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Sends, and reads the answer whole.</summary>
    public async Task<T> AttemptAsync<T>(ApiCall call, CancellationToken cancellationToken)
        where T : class
    {
        using HttpResponseMessage response = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        try
        {
            T answer = await JsonAnswer.ReadAsync<T>(response.Content, call.LargestAnswer, cancellationToken).ConfigureAwait(false)
                ?? throw new JsonException("null");
            spoken = true;
            call.Status = response.StatusCode;
            return answer;
        }
        catch (GarbledAnswerException error) when (spoken)
        {
            throw Describe(call, response, new UnavailableException($"{call.Endpoint}: the answer was damaged on the way", error) { OutcomeUnknown = true });
        }
        catch (JsonException error)
        {
            // From a server that has spoken before it is garbled rather than wrong.
            throw Describe(call, response, new ProtocolException(
                $"{call.Endpoint}: the answer is not what a ClickClack server says; is ClickClack:BaseUrl right?", error) { MayPass = spoken });
        }
        catch (AnswerTooLargeException error)
        {
            throw Describe(call, response, new ProtocolException(
                $"{call.Endpoint}: the answer is larger than any of a ClickClack server ({error.Message})", error));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Describe(call, response, BrokenOff(call, error));
        }
    }

    /// <summary>Sends, and answers with a file as soon as its headers are there.</summary>
    /// <param name="call">The call.</param>
    /// <param name="range">Which part was asked for.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<Download> DownloadAsync(ApiCall call, ByteRange range, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!call.IsAnswer(response))
            {
                throw Describe(call, response, new ProtocolException($"{call.Endpoint}: the answer is no file of a ClickClack server; is ClickClack:BaseUrl right?"));
            }

            spoken = true;
            Stream bytes = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var download = new Download(response, new DownloadStream(bytes, call, Token, time));
            return download.Offset == range.First ? download : throw Describe(call, response, new ProtocolException(
                $"{call.Endpoint}: asked for the bytes from {range.First} on, the answer begins at {download.Offset}; a proxy may have dropped the range"));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Sends, and returns a success as soon as its headers are there. The caller disposes it.</summary>
    private async Task<HttpResponseMessage> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        call.Attempts++;
        using var request = new HttpRequestMessage(call.Method, Address(call)) { Content = call.Content?.Invoke() };
        request.Headers.TryAddWithoutValidation("User-Agent", Product);
        request.Headers.TryAddWithoutValidation(ServerAnswer.CorrelationHeader, call.CorrelationId);
        if (call.Authorized)
        {
            request.Headers.TryAddWithoutValidation("Authorization", Token.Header);
        }

        call.Prepare?.Invoke(request);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            // A connection that is reset in the moment it is made comes as the bare error of the socket.
            var fault = NetworkFault.Of(error, Token, request.RequestUri);
            call.LastFault = fault.Text;
            throw new UnavailableException($"{call.Endpoint}: {fault.Text}", fault.Inner)
            {
                Endpoint = call.Endpoint,
                CorrelationId = call.CorrelationId,
                OutcomeUnknown = (error as HttpRequestException)?.HttpRequestError is not (
                    HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError),
            };
        }

        try
        {
            NoteTime(response);
            if (spoken && IsInBetween(call, response))
            {
                throw Describe(call, response, new UnavailableException(
                    $"{call.Endpoint}: {(int)response.StatusCode}, not from the ClickClack server but from something in between") { OutcomeUnknown = true });
            }

            return response.IsSuccessStatusCode ? response : throw await ErrorAsync(call, response, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>The call's address, its path exactly as written: whatever stood in an id must not lead to another call.</summary>
    private Uri Address(ApiCall call) => new(BaseUrl.AbsoluteUri + call.Path, Verbatim);

    public void Dispose() => http.Dispose();

    private void NoteTime(HttpResponseMessage response)
    {
        if (response.Headers.Date is { } date)
        {
            Volatile.Write(ref serverTime, date.UtcTicks);
        }
    }

    private async Task<ApiException> ErrorAsync(ApiCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            ApiException error = await ServerAnswer.ReadErrorAsync(call, response, Token, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);

            // A ClickClack server says why it asks for credentials; what does not, stands in front of it and says nothing about the token.
            return spoken && error is ProtocolException && response.StatusCode == HttpStatusCode.Unauthorized
                ? Describe(call, response, new UnavailableException(error.Message, error))
                : error;
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Describe(call, response, BrokenOff(call, error));
        }
    }

    /// <summary>
    /// Whether an answer is another program's, though the address is right: a proxy's page while the server restarts, a redirect to a
    /// login, a question for credentials. It passes, and must not be held against a message or the token. What refuses a single request
    /// (403, 413) is not among them.
    /// </summary>
    private static bool IsInBetween(ApiCall call, HttpResponseMessage response) =>
        response.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest and not HttpStatusCode.NotModified
        || (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound && !ServerAnswer.IsJson(response))
        || (response.StatusCode == HttpStatusCode.OK && !call.IsAnswer(response));

    private UnavailableException BrokenOff(ApiCall call, Exception error)
    {
        var fault = NetworkFault.Of(error, Token);
        return new($"{call.Endpoint}: the answer broke off: {fault.Text}", fault.Inner) { OutcomeUnknown = true };
    }

    private static ApiException Describe(ApiCall call, HttpResponseMessage response, ApiException error)
    {
        error.Status = response.StatusCode;
        error.Endpoint = call.Endpoint;
        error.CorrelationId = ServerAnswer.CorrelationOf(response) ?? call.CorrelationId;
        return error;
    }
}

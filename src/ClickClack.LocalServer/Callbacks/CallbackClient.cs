using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace ClickClack.Local.Callbacks;

/// <summary>What became of a callback: an HTTP status and body, 0 and nothing when there was no answer; and what went wrong.</summary>
internal sealed record CallbackOutcome(int Status, string Body, string? Error);

/// <summary>Calls programs on the web: signed, once, within three seconds, without following redirects.</summary>
internal sealed class CallbackClient : IDisposable
{
    private const int MaxAnswer = 64 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly TimeProvider time;
    private readonly HttpClient http;

    public CallbackClient(CallbackTargets targets, TimeProvider time)
    {
        this.time = time;
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            // Every call asks for the host's addresses anew and judges them.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = (context, cancellationToken) => targets.ConnectAsync(context.DnsEndPoint, cancellationToken),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <param name="url">Where.</param>
    /// <param name="secret">Signs the time and the body.</param>
    /// <param name="body">JSON.</param>
    /// <param name="eventId">Sent along when it is about an event.</param>
    /// <param name="failed">How a status other than 2xx is called.</param>
    /// <param name="cancellationToken">Ends the call: who caused it has gone.</param>
    public async Task<CallbackOutcome> PostAsync(
        string url, string secret, byte[] body, string? eventId, string failed, CancellationToken cancellationToken)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-ClickClack-Timestamp", timestamp);
        request.Headers.Add("X-ClickClack-Signature", Sign(secret, timestamp, body));
        if (eventId is not null)
        {
            request.Headers.Add("X-ClickClack-Event-ID", eventId);
        }
        using var timeout = new CancellationTokenSource(Limit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var status = 0;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            status = (int)response.StatusCode;
            var answer = await ReadAsync(response, limit.Token);
            return new(status, answer, response.IsSuccessStatusCode ? null : failed);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(status, "", $"Post \"{url}\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new(status, "", $"Post \"{url}\": {(e.InnerException ?? e).Message}");
        }
    }

    public void Dispose() => http.Dispose();

    private static string Sign(string secret, string timestamp, byte[] body) =>
        "sha256=" + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes(timestamp + "."), .. body]));

    // What is beyond the limit is not looked at.
    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxAnswer];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace ClickClack.Wire.Tests.Client;

/// <summary>What a client sends, noted, and answered by a test where it wants to.</summary>
internal sealed class Wiretap : DelegatingHandler
{
    private readonly ConcurrentQueue<string> requests = new();

    public Wiretap()
        : base(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(30) })
    {
    }

    /// <summary>Answers instead of the server; null lets a request through. Called with the number of the request, from 1.</summary>
    public Func<HttpRequestMessage, int, HttpResponseMessage?> Instead { get; set; } = (_, _) => null;

    /// <summary>Does something to the server's answer.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage, HttpResponseMessage> Changed { get; set; } = (_, response) => response;

    /// <summary>Method and path with query, as they are sent.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    public static HttpResponseMessage Json(string json, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Error(int status, string text) => Json(System.Text.Json.JsonSerializer.Serialize(new { error = text }), status);

    public static HttpResponseMessage Html(int status) =>
        new((HttpStatusCode)status) { Content = new StringContent("<!doctype html><h1>hello</h1>", Encoding.UTF8, "text/html") };

    public int Count(string start) => requests.Count(line => line.StartsWith(start, StringComparison.Ordinal));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        requests.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}");
        HttpResponseMessage? instead = Instead(request, requests.Count);
        if (instead is not null)
        {
            instead.RequestMessage = request;
            return instead;
        }

        return Changed(request, await base.SendAsync(request, cancellationToken));
    }
}

using System.Diagnostics;
using System.Net;

namespace ClickClack.Client;

/// <summary>One call, however many attempts it takes.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below the server's address, with its query.</param>
/// <param name="Repeat">Whether it may be sent again.</param>
internal sealed record ApiCall(HttpMethod Method, string Path, Repeat Repeat)
{
    /// <summary>Method and path, without the query: a nonce or a search text has no place in a log.</summary>
    public string Endpoint => $"{Method} {Path.Split('?')[0]}";

    /// <summary>
    /// Under which the server, and what stands before it, can find the call: the current span, as W3C writes it, so that whoever sees
    /// the event of what it wrote can link to it; else a random name.
    /// </summary>
    public string CorrelationId { get; } =
        Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } span } ? span : $"ccf-{ActivityTraceId.CreateRandom().ToHexString()}";

    /// <summary>How much of an answer is taken, in bytes.</summary>
    public long LargestAnswer { get; init; } = 16 * 1024 * 1024;

    /// <summary>Makes the body, anew for each attempt; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Changes the request's headers; null for none.</summary>
    public Action<HttpRequestMessage>? Prepare { get; init; }

    /// <summary>Whether a success is the ClickClack server's, by its headers. By default: whether it is JSON.</summary>
    public Func<HttpResponseMessage, bool> IsAnswer { get; init; } = ServerAnswer.IsJson;

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Why the last attempt found no server, in words; null if none did.</summary>
    public string? LastFault { get; set; }

    /// <summary>The status of its answer.</summary>
    public HttpStatusCode Status { get; set; }

    /// <summary>Whether the token is sent along.</summary>
    public bool Authorized { get; init; } = true;
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ClickClack.Protocol;

namespace ClickClack.Client;

/// <summary>What an answer that is no success means (5.3 of the protocol, with the traps of 7 resolved here, once).</summary>
internal static class ServerAnswer
{
    private const string MissingScope = "bot token is missing scope ";
    private const string NoRows = "sql: no rows in result set";
    private const string NonceConflict = "client nonce was already used for a different message";
    private const string QuoteRefused = "quoted message is not in this channel, conversation, or thread";

    /// <summary>Reads the error.</summary>
    /// <param name="call">The call, for example <c>GET api/me</c>; it stands in the message.</param>
    /// <param name="response">The answer, not a success.</param>
    /// <param name="now">The time, for a <c>Retry-After</c> that is a date.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<ApiException> ReadErrorAsync(
        string call, HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellation)
    {
        HttpStatusCode status = response.StatusCode;
        string? error = await ReadTextAsync(response, cancellation).ConfigureAwait(false);
        string text = $"{call}: {(int)status} {ServerText.Clean(error)}";
        return status switch
        {
            HttpStatusCode.Unauthorized when error is null or NoRows or "session expired" or "authentication required"
                => new UnauthorizedException(text) { Status = status },

            // The server's own fault while it looked the token up (pitfall 12): it says nothing about the token.
            HttpStatusCode.Unauthorized => new UnavailableException(text) { Status = status },
            HttpStatusCode.Forbidden when error?.StartsWith(MissingScope, StringComparison.Ordinal) == true
                => new MissingScopeException(text, ServerText.Clean(error[MissingScope.Length..])) { Status = status },
            HttpStatusCode.Forbidden when error == NoRows => new NotVisibleException(text) { Status = status },
            HttpStatusCode.Forbidden when error?.Contains("cross-site", StringComparison.Ordinal) == true
                => new NotClickClackException($"{text}; a proxy in front of the server seems to drop the Authorization header") { Status = status },
            HttpStatusCode.NotFound when error is not null => new NotVisibleException(text) { Status = status },
            HttpStatusCode.BadRequest when error == NonceConflict => new NonceConflictException(text) { Status = status },
            HttpStatusCode.BadRequest when error == QuoteRefused => new QuoteRefusedException(text) { Status = status },
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError
                => new UnavailableException(text, RetryAfter(response.Headers.RetryAfter, now)) { Status = status },
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest
                => new NotClickClackException(
                    $"{call}: the server redirects to {ServerText.Clean(response.Headers.Location?.ToString())}; set ClickClack:BaseUrl to where it really is") { Status = status },
            _ when error is null => new NotClickClackException(
                $"{call}: {(int)status} without a ClickClack error; is ClickClack:BaseUrl the address of a ClickClack server?") { Status = status },
            _ => new ApiException(text) { Status = status },
        };
    }

    private static async Task<string?> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.ErrorEnvelope)?.Error;
        }
        catch (JsonException)
        {
            // Not the server's own error: a proxy's page, say. The status has to speak.
            return null;
        }
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        header?.Delta ?? (header?.Date is { } date && date > now ? date - now : null);
}

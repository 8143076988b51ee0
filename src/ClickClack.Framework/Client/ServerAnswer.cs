using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ClickClack.Protocol;

namespace ClickClack.Client;

/// <summary>What an answer that is no success means (5.3 of the protocol, with the traps of 7 and 9 resolved here, once).</summary>
internal static class ServerAnswer
{
    private const string MissingScope = "bot token is missing scope ";
    private const string NoRows = "sql: no rows in result set";
    private const string MessageNonceUsed = "client nonce was already used for a different message";
    private const string QuoteRefused = "quoted message is not in this channel, conversation, or thread";
    private const long LargestError = 64 * 1024;

    /// <summary>The header under which the server tells a call's id.</summary>
    public const string CorrelationHeader = "X-Correlation-ID";

    /// <summary>Reads the error.</summary>
    /// <param name="call">The call it answers.</param>
    /// <param name="response">The answer, not a success.</param>
    /// <param name="token">The token that was sent, which the server may echo.</param>
    /// <param name="now">The time, for a <c>Retry-After</c> that is a date.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<ApiException> ReadErrorAsync(
        ApiCall call, HttpResponseMessage response, BotToken token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string? error = await ReadTextAsync(response, cancellationToken).ConfigureAwait(false);
        error = error is null ? null : token.Redact(error);
        string? said = error is null ? null : ServerText.Clean(error);
        string shown = error is NoRows ? ShownForNoRows(response.StatusCode) : said ?? "without a ClickClack error";
        ApiException meaning = MeaningOf(call, response, error, $"{call.Endpoint}: {(int)response.StatusCode} {shown}", now);
        meaning.Status = response.StatusCode;
        meaning.Endpoint = call.Endpoint;
        meaning.CorrelationId = CorrelationOf(response) ?? call.CorrelationId;
        meaning.ServerText = said;
        return meaning;
    }

    /// <summary>What the server's database says is no word for people.</summary>
    private static string ShownForNoRows(HttpStatusCode status) =>
        status == HttpStatusCode.Unauthorized ? "no such token, or it was revoked" : "not there, or not visible to the bot";

    private static ApiException MeaningOf(
        ApiCall call, HttpResponseMessage response, string? error, string text, DateTimeOffset now) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized when error is null
            => new ProtocolException($"{text}: what asks for credentials is not the ClickClack server but something in front of it"),
        HttpStatusCode.Unauthorized when error is NoRows or "session expired" or "authentication required" => new UnauthorizedException(text),

        // The server's own fault while it looked the token up (protocol, pitfall 12): it says nothing about the token.
        HttpStatusCode.Unauthorized => new UnavailableException(text),
        HttpStatusCode.BadRequest when error is not null => MeaningOfBadRequest(error, text),
        HttpStatusCode.Forbidden when error == NoRows => new NotVisibleException(text),
        HttpStatusCode.Forbidden when error is not null => MeaningOfForbidden(error, text),
        HttpStatusCode.NotFound when error is not null => new NotVisibleException(text),
        HttpStatusCode.Conflict when Says(error, "nonce was already used") => new NonceConflictException(text),
        HttpStatusCode.Conflict when Says(error, "pin limit reached") => new QuotaExceededException(text),
        HttpStatusCode.Conflict => new ConflictException(text),
        HttpStatusCode.RequestEntityTooLarge when Says(error, "quota exceeded") => new QuotaExceededException(text),
        HttpStatusCode.RequestEntityTooLarge => new TooLargeException(text),
        HttpStatusCode.RequestedRangeNotSatisfiable => new InvalidRequestException(text),
        HttpStatusCode.TooManyRequests => new RateLimitedException(text) { RetryAfter = RetryAfter(response.Headers.RetryAfter, now) },
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError
            => new UnavailableException(text) { RetryAfter = RetryAfter(response.Headers.RetryAfter, now), OutcomeUnknown = true },
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest
            => new ProtocolException(
                $"{call.Endpoint}: the server redirects to {ServerText.Clean(response.Headers.Location?.ToString())}; set ClickClack:BaseUrl to where it really is"),
        _ when error is null => new ProtocolException($"{text}; is ClickClack:BaseUrl the address of a ClickClack server?"),
        _ => new ApiException(text),
    };

    private static ApiException MeaningOfForbidden(string error, string text)
    {
        if (error.StartsWith(MissingScope, StringComparison.Ordinal))
        {
            return new MissingScopeException(text) { Scope = ServerText.Clean(error[MissingScope.Length..]) };
        }

        // The rule holds for cookies only. That it was applied although a token was sent means that the token did not arrive.
        return Says(error, "cross-site") ? new ProtocolException($"{text}; a proxy in front of the server seems to drop the Authorization header")
            : Says(error, "moderation restriction") ? new ModeratedException(text)
            : new AccessRefusedException(text);
    }

    private static ApiException MeaningOfBadRequest(string error, string text) => BadRequestTexts.Judge(error) switch
    {
        BadRequest.Missing => new NotVisibleException(text),
        BadRequest.Taken => new ConflictException(text),
        BadRequest.ServerFault => new UnavailableException(text) { OutcomeUnknown = true },
        _ when error == MessageNonceUsed => new NonceConflictException(text),
        _ when error == QuoteRefused => new QuoteRefusedException(text),
        var judgement => new InvalidRequestException(text) { MayBeServerFault = judgement == BadRequest.Unknown },
    };

    /// <summary>Whether an answer says that it is JSON.</summary>
    public static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Type", out HeaderStringValues types)
        && (types.ToString() is "application/json" or "application/json; charset=utf-8" // What it says nearly always, without parsing it.
            || response.Content.Headers.ContentType?.MediaType is "application/json");

    /// <summary>The id the server knows the call under; or null.</summary>
    public static string? CorrelationOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues(CorrelationHeader, out IEnumerable<string>? values) ? ServerText.Clean(values.FirstOrDefault()) : null;

    private static bool Says(string? error, string part) => error?.Contains(part, StringComparison.Ordinal) == true;

    private static async Task<string?> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return (await JsonAnswer.ReadAsync<ErrorEnvelope>(response.Content, LargestError, cancellationToken).ConfigureAwait(false))?.Error;
        }
        catch (Exception error) when (error is JsonException or AnswerTooLargeException)
        {
            // Not the server's own error: a proxy's page, say. The status has to speak.
            return null;
        }
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        header?.Delta ?? (header?.Date is { } date && date > now ? date - now : null);
}

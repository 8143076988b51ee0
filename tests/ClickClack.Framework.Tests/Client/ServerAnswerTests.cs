using System.Net;
using System.Text;
using ClickClack.Client;

namespace ClickClack.Framework.Tests.Client;

public sealed class ServerAnswerTests
{
    private const string Secret = "hunter2-without-prefix";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static Task<ApiException> ReadAsync(int status, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach ((string name, string value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return ServerAnswer.ReadErrorAsync(new ApiCall(HttpMethod.Get, "api/x?q=secret", Repeat.Freely), response, new BotToken(Secret), Now, TestContext.Current.CancellationToken);
    }

    private static Task<ApiException> ErrorAsync(int status, string error) => ReadAsync(status, $$"""{"error":"{{error}}"}""");

    [Theory]
    [InlineData(401, "sql: no rows in result set", typeof(UnauthorizedException))]
    [InlineData(401, "session expired", typeof(UnauthorizedException))]
    [InlineData(401, "authentication required", typeof(UnauthorizedException))]
    [InlineData(401, "context canceled", typeof(UnavailableException))]
    [InlineData(403, "bot token is missing scope messages:write", typeof(MissingScopeException))]
    [InlineData(403, "sql: no rows in result set", typeof(NotVisibleException))]
    [InlineData(403, "moderation restriction", typeof(ModeratedException))]
    [InlineData(403, "moderation restriction: member is blocked", typeof(ModeratedException))]
    [InlineData(403, "bot tokens cannot update profiles", typeof(AccessRefusedException))]
    [InlineData(403, "message is not writable", typeof(AccessRefusedException))]
    [InlineData(403, "bot token cannot access this workspace", typeof(AccessRefusedException))]
    [InlineData(403, "cross-site session requests are not allowed", typeof(ProtocolException))]
    [InlineData(404, "sql: no rows in result set", typeof(NotVisibleException))]
    [InlineData(404, "route not found", typeof(NotVisibleException))]
    [InlineData(400, "client nonce was already used for a different message", typeof(NonceConflictException))]
    [InlineData(400, "quoted message is not in this channel, conversation, or thread", typeof(QuoteRefusedException))]
    [InlineData(400, "message body is required", typeof(InvalidRequestException))]
    [InlineData(400, "sql: no rows in result set", typeof(NotVisibleException))]
    [InlineData(400, "UNIQUE constraint failed: channels.workspace_id, channels.name", typeof(ConflictException))]
    [InlineData(400, "database is locked", typeof(UnavailableException))]
    [InlineData(400, "context deadline exceeded", typeof(UnavailableException))]
    [InlineData(400, "sql: database is closed", typeof(UnavailableException))]
    [InlineData(409, "direct conversation has no active recipient", typeof(ConflictException))]
    [InlineData(409, "message is already pinned", typeof(ConflictException))]
    [InlineData(409, "channel pin limit reached (maximum 100)", typeof(QuotaExceededException))]
    [InlineData(409, "upload nonce was already used in another workspace", typeof(NonceConflictException))]
    [InlineData(413, "http: request body too large", typeof(TooLargeException))]
    [InlineData(413, "upload quota exceeded", typeof(QuotaExceededException))]
    [InlineData(429, "slow down", typeof(RateLimitedException))]
    [InlineData(408, "timeout", typeof(UnavailableException))]
    [InlineData(500, "oops", typeof(UnavailableException))]
    [InlineData(503, "oops", typeof(UnavailableException))]
    public async Task A_status_and_a_text_mean_one_thing(int status, string error, Type type)
    {
        ApiException exception = await ErrorAsync(status, error);

        Assert.IsType(type, exception);
        Assert.Equal((HttpStatusCode)status, exception.Status);
        string shown = (status, error) switch
        {
            (401, "sql: no rows in result set") => "no such token, or it was revoked",
            (_, "sql: no rows in result set") => "not there, or not visible to the bot",
            _ => error,
        };
        Assert.StartsWith($"GET api/x: {status} {shown}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_scope_is_named() =>
        Assert.Equal("messages:write", Assert.IsType<MissingScopeException>(await ErrorAsync(403, "bot token is missing scope messages:write")).Scope);

    [Theory]
    [InlineData(404, "<html>")]
    [InlineData(400, "")]
    [InlineData(403, "null")]
    [InlineData(405, "")]
    [InlineData(404, "{}")]
    [InlineData(404, "{\"error\":null}")]
    [InlineData(404, "{\"error\":5}")]
    [InlineData(404, "\"x\"")]
    public async Task An_answer_without_an_error_text_is_not_the_servers(int status, string body) =>
        Assert.IsType<ProtocolException>(await ReadAsync(status, body));

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_proxys_page_is_judged_by_its_status(int status) => Assert.IsAssignableFrom<UnavailableException>(await ReadAsync(status, "<html>"));

    [Fact]
    public async Task A_redirect_names_where_to()
    {
        ApiException error = await ReadAsync(301, "", ("Location", "https://new.example/"));

        Assert.IsType<ProtocolException>(error);
        Assert.Equal("GET api/x: the server redirects to https://new.example/; set ClickClack:BaseUrl to where it really is", error.Message);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("Sun, 01 Mar 2026 12:00:30 GMT", 30)]
    public async Task A_delay_that_the_server_asks_for_is_read(string header, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<UnavailableException>(await ReadAsync(503, "", ("Retry-After", header))).RetryAfter);

    [Theory]
    [InlineData("Sun, 01 Mar 2026 11:59:00 GMT")]
    [InlineData("soon")]
    public async Task A_delay_that_is_none_is_not(string header) =>
        Assert.Null(Assert.IsType<UnavailableException>(await ReadAsync(503, "", ("Retry-After", header))).RetryAfter);

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task A_token_of_any_shape_that_the_server_echoes_is_blanked(int status)
    {
        ApiException error = await ReadAsync(status, $$"""{"error":"no user for {{Secret}} or {{Secret.ToUpperInvariant()}}"}""");
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Secret, error.ServerText!, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("no user for ***", error.Message, StringComparison.Ordinal);
    }
}

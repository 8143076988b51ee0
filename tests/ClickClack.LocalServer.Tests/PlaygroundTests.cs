namespace ClickClack.Local.Tests;

public sealed class PlaygroundTests : LocalServerTest
{
    private string Origin => Server.BaseUrl.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task The_page_may_load_nothing_from_elsewhere_and_is_not_kept()
    {
        var reply = await GetAsync(null, "/");

        Assert.Equal(200, reply.Status);
        Assert.Equal("text/html; charset=utf-8", reply.Headers["Content-Type"]);
        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
        Assert.StartsWith(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws://127.0.0.1:",
            reply.Headers["Content-Security-Policy"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_opens_the_session_once()
    {
        var code = Code();

        var first = await OpenAsync(code, ("Origin", Origin));
        var second = await OpenAsync(code, ("Origin", Origin));

        Assert.Equal(200, first.Status);
        Assert.Equal(Workspace, first.Text("workspace.id"));
        Assert.Equal([Owner.Token, Member.Token], first.Texts("people", "token"));
        Assert.Equal(["service-bot", "owned-bot"], first.Texts("bots", "handle"));
        Assert.DoesNotContain("ccb_", first.Body, StringComparison.Ordinal);
        Assert.Equal(403, second.Status);
    }

    [Fact]
    public async Task An_invented_code_opens_nothing() => Assert.Equal(403, (await OpenAsync("invented", ("Origin", Origin))).Status);

    [Theory]
    [InlineData("https://evil.test")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_page_from_elsewhere_opens_nothing_and_uses_no_code_up(string origin)
    {
        var code = Code();

        Assert.Equal(403, (await OpenAsync(code, ("Origin", origin))).Status);
        Assert.Equal(200, (await OpenAsync(code, ("Origin", Origin))).Status);
    }

    [Fact]
    public async Task A_request_without_origin_opens_nothing() => Assert.Equal(403, (await OpenAsync(Code())).Status);

    [Fact]
    public async Task A_name_that_points_here_opens_nothing()
    {
        var host = $"rebound.test:{Server.BaseUrl.Port}";

        Assert.Equal(403, (await OpenAsync(Code(), ("Host", host), ("Origin", "http://" + host))).Status);
    }

    [Fact]
    public async Task The_name_localhost_is_this_machine()
    {
        var host = $"localhost:{Server.BaseUrl.Port}";

        Assert.Equal(200, (await OpenAsync(Code(), ("Host", host), ("Origin", "http://" + host))).Status);
    }

    [Fact]
    public async Task Each_address_has_a_code_of_its_own_that_expires()
    {
        var time = new ManualTime();
        await using var server = await LocalServer.StartAsync(new() { TimeProvider = time }, Stop);
        using var http = new HttpClient();
        var (early, late) = (server.PlaygroundUrl, server.PlaygroundUrl);
        Assert.NotEqual(early.Fragment, late.Fragment);

        time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(403, await OpenAsync(early));
        Assert.Equal(200, await OpenAsync(server.PlaygroundUrl));

        async Task<int> OpenAsync(Uri page)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(page, "/_local/session"))
            {
                Content = new StringContent($$"""{"code":"{{page.Fragment[1..]}}"}"""),
            };
            request.Headers.Add("Origin", page.GetLeftPart(UriPartial.Authority));
            using var response = await http.SendAsync(request, Stop);
            return (int)response.StatusCode;
        }
    }

    private string Code() => Server.PlaygroundUrl.Fragment[1..];

    private Task<Reply> OpenAsync(string code, params (string Name, string Value)[] headers) =>
        SendAsync(null, "POST", "/_local/session", $$"""{"code":"{{code}}"}""", headers);
}

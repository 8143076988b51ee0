using System.Net.Sockets;
using System.Text;

namespace ClickClack.Local.Tests;

public sealed class TransportTests : LocalServerTest
{
    [Theory]
    [InlineData("/api/nope")]
    [InlineData("/api/me/")]
    [InlineData("/api")]
    [InlineData("/api/messages//thread")]
    public async Task An_unknown_path_is_404_before_credentials(string path) => (await GetAsync(null, path)).IsRefused(404, "route not found");

    [Theory]
    [InlineData("POST", "/api/me", "GET, PATCH")]
    [InlineData("HEAD", "/api/workspaces", "GET, POST")]
    [InlineData("BREW", "/api/realtime/ws", "GET")]
    public async Task A_wrong_method_is_405_with_an_empty_body(string method, string path, string allowed)
    {
        var reply = await SendAsync(null, method, path);

        Assert.Equal(405, reply.Status);
        Assert.Equal("", reply.Body);
        Assert.Equal(allowed, reply.Headers["Allow"]);
    }

    [Fact]
    public async Task A_slash_inside_a_segment_is_data()
    {
        var message = await Owner.SayAsync(General, "hi");
        await PostAsync(Bot.Token, $"/api/messages/{message.Id}/reactions", new System.Text.Json.Nodes.JsonObject { ["emoji"] = ":a/b:" });

        var reply = await SendAsync(Bot.Token, "DELETE", $"/api/messages/{message.Id}/reactions/:a%2Fb:");

        Assert.Equal(":a/b:", reply.Text("event.payload.emoji"));
    }

    [Fact]
    public async Task Every_answer_carries_a_correlation_id()
    {
        Assert.Matches("^corr_[0-9a-f]{32}$", (await GetAsync(null, "/api/nope")).Headers["X-Correlation-ID"]);
        Assert.Equal("mine:1", (await SendAsync(Bot.Token, "GET", "/api/me", null, ("X-Correlation-ID", "mine:1"))).Headers["X-Correlation-ID"]);
        Assert.StartsWith(
            "corr_", (await SendAsync(Bot.Token, "GET", "/api/me", null, ("X-Correlation-ID", "not ok"))).Headers["X-Correlation-ID"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Creation_events_carry_the_correlation_id_of_their_request()
    {
        var reply = await SendAsync(Bot.Token, "POST", $"/api/channels/{General.Id}/messages", """{"body":"x"}""", ("X-Correlation-ID", "mine"));

        Assert.Equal("mine", reply.Text("event.payload.correlation_id"));
    }

    [Fact]
    public async Task Probes_need_no_credentials()
    {
        Assert.Equal("""{"status":"ok"}""", (await GetAsync(null, "/healthz")).Body);
        Assert.Equal("""{"status":"ready"}""", (await GetAsync(null, "/readyz")).Body);
    }

    [Fact]
    public async Task Markup_is_escaped_and_everything_else_is_not()
    {
        var reply = await PostMessageAsync(Bot.Token, "<b> & 🦀 é ' + / \u2028 \"\\");

        Assert.Contains("""\u003cb\u003e \u0026 🦀 é ' + / \u2028 \"\\""", reply.Body, StringComparison.Ordinal);
        Assert.EndsWith("}\n", reply.Body, StringComparison.Ordinal);
        Assert.Equal("application/json", reply.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("", "EOF")]
    [InlineData("  ", "EOF")]
    [InlineData("{\"body\":\"x\"", "unexpected EOF")]
    [InlineData("{\"body\":5}", "json: cannot unmarshal the value at $.body")]
    [InlineData("[1]", "json: cannot unmarshal the value at $")]
    [InlineData("{\"body\":\"x\"}{}", "json request body must contain a single JSON value")]
    public async Task A_broken_body_is_400(string body, string error) =>
        (await SendAsync(Bot.Token, "POST", $"/api/channels/{General.Id}/messages", body)).IsRefused(400, error);

    [Theory]
    [InlineData("""{"BODY":"x"}""")]
    [InlineData("""{"body":"x","nonce":null,"kind":null}""")]
    [InlineData("""{"body":"x","unknown":[1,{"a":null}],"author_id":"usr_forged"}""")]
    public async Task Keys_ignore_case_null_is_absent_and_unknown_keys_do_not_matter(string body) =>
        Assert.Equal(201, (await SendAsync(Bot.Token, "POST", $"/api/channels/{General.Id}/messages", body)).Status);

    [Fact]
    public async Task A_body_of_one_mebibyte_is_read_and_a_byte_more_is_413()
    {
        var fits = new string('x', (1 << 20) - """{"body":""}""".Length);

        Assert.Equal(201, (await SendAsync(Bot.Token, "POST", $"/api/channels/{General.Id}/messages", $$"""{"body":"{{fits}}"}""")).Status);
        (await SendAsync(Bot.Token, "POST", $"/api/channels/{General.Id}/messages", $$"""{"body":"{{fits}}x"}"""))
            .IsRefused(413, "http: request body too large");
    }

    [Fact]
    public async Task A_body_without_a_length_is_read_too()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Server.BaseUrl.Host, Server.BaseUrl.Port, Stop);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/channels/{General.Id}/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {Bot.Token}\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nc\r\n{\"body\":\"x\"}\r\n0\r\n\r\n"),
            Stop);

        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 201", await reader.ReadLineAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_other_sites_get_no_permission()
    {
        var preflight = await SendAsync(null, "OPTIONS", "/api/me", null, ("Origin", "https://evil.test"), ("Access-Control-Request-Method", "GET"));
        preflight.IsRefused(403, "origin is not allowed");

        var reply = await SendAsync(Bot.Token, "GET", "/api/me", null, ("Origin", "https://evil.test"));
        Assert.Equal("Origin", reply.Headers["Vary"]);
        Assert.DoesNotContain("Access-Control-Allow-Origin", reply.Headers.Keys);
    }

    [Fact]
    public void It_listens_on_loopback_only()
    {
        using var probe = new TcpListener(System.Net.IPAddress.Parse("127.0.0.2"), Server.BaseUrl.Port);

        // Would throw if the server had taken the port on every address.
        probe.Start();
    }
}

using System.Net;
using System.Net.Sockets;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClickClack.Framework.Tests.Hosting;

/// <summary>Every mistake of an operator is one clear line, without a stack trace.</summary>
public sealed class MistakesTests
{
    private static ScriptedRoutes Echo() => ScriptedRoutes.Everywhere(message => message.Text);

    /// <summary>Runs a bot that must give up.</summary>
    /// <returns>Its only complaint.</returns>
    private static async Task<string> ComplaintAsync(
        Action<ScriptedServer> prepare, Action<ClickClackOptions>? configure = null, TimeProvider? time = null)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        prepare(server);
        await using RunningBot bot = await RunningBot.StartAsync(server, Echo(), configure, time);
        if (time is ManualTime manual)
        {
            await manual.AdvanceUntilAsync(() => bot.HasEnded, "the bot ends");
        }

        await bot.EndsAsync();
        Assert.Equal(1, bot.ExitCode);
        LogLine line = Assert.Single(bot.Log.All, line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
        Assert.Null(line.Error);
        Assert.DoesNotContain('\n', line.Text);
        return line.Text;
    }

    [Fact]
    public async Task A_token_the_server_does_not_know()
    {
        var time = new ManualTime();
        Assert.Equal(
            "the bot stops: the server does not accept the token (GET api/me: 401 no such token, or it was revoked)",
            await ComplaintAsync(_ => { }, options => options.Token = "ccb_unknown", time));
    }

    [Fact]
    public async Task A_token_without_the_scope_for_events() => Assert.Equal(
        "the bot stops: the token is missing the scope realtime:read (GET api/realtime/events: 403 bot token is missing scope realtime:read)",
        await ComplaintAsync(server => server.Script("GET", "/api/realtime/*", _ => Answer.Error(403, "bot token is missing scope realtime:read"))));

    [Fact]
    public async Task A_workspace_that_the_token_does_not_see() => Assert.Equal(
        "the bot stops: workspace not found: \"nowhere\". This token sees: clickclack (wsp_1)",
        await ComplaintAsync(_ => { }, options => options.Workspace = "nowhere"));

    [Fact]
    public async Task A_token_that_sees_no_workspace() => Assert.Equal(
        "the bot stops: ClickClack:Workspace is not set. This token sees: no workspace",
        await ComplaintAsync(server => server.Workspaces.Clear()));

    [Theory]
    [InlineData("wsp_1")]
    [InlineData("ClickClack")]
    [InlineData("  ")]
    public async Task A_workspace_is_named_by_id_or_slug_or_not_at_all(string workspace)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Echo(), options => options.Workspace = workspace);
    }

    [Fact]
    public async Task A_persons_token() => Assert.Equal(
        "the bot stops: the token belongs to a person; a bot has a token of its own, which starts with ccb_",
        await ComplaintAsync(server => server.Users[ScriptedServer.BotId]["kind"] = "human"));

    [Fact]
    public async Task A_server_that_answers_with_a_page() => Assert.Equal(
        "the bot stops: GET api/me: the answer is not what a ClickClack server says; is ClickClack:BaseUrl right?",
        await ComplaintAsync(server => server.Script("GET", "/api/*", _ => Answer.Html(200))));

    [Fact]
    public async Task A_server_that_answers_with_something_else() => Assert.Equal(
        "the bot stops: GET api/me: the answer is not what a ClickClack server says; is ClickClack:BaseUrl right?",
        await ComplaintAsync(server => server.Script("GET", "/api/*", _ => new Answer(200, "{\"status\":\"ok\"}"))));

    [Fact]
    public async Task A_server_that_does_not_know_the_path() => Assert.Equal(
        "the bot stops: GET api/me: 404 without a ClickClack error; is ClickClack:BaseUrl the address of a ClickClack server?",
        await ComplaintAsync(server => server.Script("GET", "/api/*", _ => Answer.Html(404))));

    [Fact]
    public async Task A_server_that_redirects() => Assert.Equal(
        "the bot stops: GET api/me: the server redirects to https://elsewhere.example/login; set ClickClack:BaseUrl to where it really is",
        await ComplaintAsync(server => server.Script(
            "GET", "/api/*", _ => new Answer(302) { Headers = { ["Location"] = "https://elsewhere.example/login" } })));

    [Fact]
    public async Task A_proxy_that_drops_the_authorization_header() => Assert.StartsWith(
        "the bot stops: GET api/me: 403 cross-site session requests are not allowed; a proxy in front of the server seems to drop",
        await ComplaintAsync(server => server.Script("GET", "/api/me", _ => Answer.Error(403, "cross-site session requests are not allowed"))),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_state_directory_that_cannot_be_made()
    {
        using var directory = new TemporaryDirectory();
        string file = Path.Combine(directory.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        string complaint = await ComplaintAsync(_ => { }, options => options.StateDirectory = file);

        Assert.StartsWith("the bot stops: the state directory cannot be written: ", complaint, StringComparison.Ordinal);
        Assert.EndsWith("; set ClickClack:StateDirectory", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_yet_is_one_line_and_the_bot_goes_live_when_it_appears()
    {
        var time = new ManualTime();
        int port = FreePort();
        (IHost host, LogLines log) = RunningBot.Build(
            Echo(),
            options =>
            {
                options.BaseUrl = $"http://127.0.0.1:{port}";
                options.Token = ScriptedServer.Token;
                options.StateDirectory = ":memory:";
            },
            time);
        await host.StartAsync(TestContext.Current.CancellationToken);
        DateTimeOffset began = time.GetUtcNow();
        await time.AdvanceUntilAsync(() => time.GetUtcNow() - began > TimeSpan.FromMinutes(3), "minutes pass", TimeSpan.FromSeconds(1));
        Assert.Single(log.Complaints);

        await using ScriptedServer server = await ScriptedServer.StartAsync(time, port: port);
        await time.AdvanceUntilAsync(() => log.Has("live: @echo"), "the bot is live");

        Assert.Single(log.Complaints);
        Assert.StartsWith("the server does not answer and is asked again until it does: GET api/me: ", log.Complaints[0], StringComparison.Ordinal);
        Assert.Equal(1, log.Count("the server answers again"));
        await host.StopAsync(TestContext.Current.CancellationToken);
        host.Dispose();
    }

    [Fact]
    public async Task A_refusal_of_the_token_that_passes_is_no_line_at_all()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.ScriptOnce("GET", "/api/me", Answer.Error(401, "sql: no rows in result set"), Answer.Error(401, "sql: no rows in result set"));
        await using RunningBot bot = await RunningBot.StartAsync(server, Echo(), time: time);

        await time.AdvanceUntilAsync(() => bot.Log.Has("live: "), "the bot is live");

        Assert.Empty(bot.Log.Complaints);
    }

    [Fact]
    public async Task A_fault_of_the_server_that_looks_like_a_refusal_is_waited_out()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.ScriptOnce("GET", "/api/me", [.. Enumerable.Repeat(Answer.Error(401, "database is closed"), 10)]);
        await using RunningBot bot = await RunningBot.StartAsync(server, Echo(), time: time);

        await time.AdvanceUntilAsync(() => bot.Log.Has("live: "), "the bot is live");

        Assert.Single(bot.Log.Complaints);
    }

    [Fact]
    public async Task Services_that_handlers_need_and_nobody_registered_are_all_in_one_message()
    {
        (IHost host, _) = RunningBot.Build(
            Echo().Requiring(typeof(IDisposable)).Requiring(typeof(IFormatProvider), "key", "Tests.Other.Run").Requiring(typeof(TimeProvider)),
            options =>
            {
                options.BaseUrl = "http://127.0.0.1:1";
                options.Token = ScriptedServer.Token;
            });
        using (host)
        {
            InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

            Assert.Equal(
                "handlers need services that nobody registered: System.IDisposable for Tests.Handler.Handle, "
                + "System.IFormatProvider with key \"key\" for Tests.Other.Run. Add them with builder.Services before Build().",
                error.Message);
        }
    }

    [Fact]
    public void Adding_the_bot_twice_is_refused()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        ClickClackHosting.Add(builder, [], null);

        Assert.Throws<InvalidOperationException>(() => ClickClackHosting.Add(builder, [], null));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

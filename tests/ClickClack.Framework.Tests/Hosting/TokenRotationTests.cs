using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ClickClack.Framework.Tests.Hosting;

/// <summary>A token is replaced by editing the configuration, without a restart and without losing anything.</summary>
public sealed class TokenRotationTests
{
    private const string NewToken = "ccb_02newertoken0secret0value0";

    private readonly IConfigurationRoot configuration =
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ClickClack:Token"] = ScriptedServer.Token }).Build();

    private static ScriptedRoutes Echo() => ScriptedRoutes.Everywhere(message => message.Text);

    private Task<RunningBot> StartAsync(ScriptedServer server, TimeProvider? time = null, bool live = true)
    {
        Action<ClickClackOptions> configure = options => options.Token = configuration["ClickClack:Token"];
        return live
            ? RunningBot.StartLiveAsync(server, Echo(), configure, time, builder => builder.Configuration.AddConfiguration(configuration))
            : RunningBot.StartAsync(server, Echo(), configure, time, builder => builder.Configuration.AddConfiguration(configuration));
    }

    private void Configure(string token)
    {
        configuration["ClickClack:Token"] = token;
        configuration.Reload();
    }

    /// <summary>What was asked with the new token, or the old one.</summary>
    private static string[] Asked(ScriptedServer server, string token) =>
        [.. server.Requests.Where(request => request.Authorization == $"Bearer {token}").Select(request => request.Path)];

    private static void NoTokenIn(RunningBot bot)
    {
        Assert.DoesNotContain(ScriptedServer.Token, bot.Log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(NewToken, bot.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_token_is_used_for_everything_and_nothing_is_lost_or_done_twice()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Tokens[NewToken] = ScriptedServer.BotId;
        await using RunningBot bot = await StartAsync(server);
        server.Say("before");
        await Eventually.True(() => server.PostedBodies.Contains("before"), "an answer");
        server.Say("missed", live: false);

        Configure(NewToken);
        await bot.LogsAsync("live again");
        int asked = Asked(server, ScriptedServer.Token).Length;
        server.Tokens.TryRemove(ScriptedServer.Token, out _);
        server.Say("after");
        await Eventually.True(() => server.PostedBodies.Contains("after"), "an answer");

        Assert.Equal(["before", "missed", "after"], server.PostedBodies);
        Assert.Equal(asked, Asked(server, ScriptedServer.Token).Length);
        Assert.Contains("/api/realtime/ws", Asked(server, NewToken));
        Assert.Equal(1, bot.Log.Count("the new token from ClickClack:Token is in use"));
        Assert.Equal(["reconnecting in 0.0 s: the token was replaced"], bot.Log.Complaints);
        NoTokenIn(bot);
    }

    [Fact]
    public async Task Editing_the_settings_file_is_enough()
    {
        using var directory = new TemporaryDirectory();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Tokens[NewToken] = ScriptedServer.BotId;
        string path = Path.Combine(directory.Path, "appsettings.json");
        await WriteAsync(ScriptedServer.Token);
        (IHost host, LogLines log) = RunningBot.Build(
            Echo(), configure: null, services: builder => builder.Configuration.AddJsonFile(path, optional: false, reloadOnChange: true));
        using (host)
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            await Eventually.True(() => log.Has("live: "), "the bot is live");

            await WriteAsync(NewToken);

            await Eventually.True(() => log.Has("the new token from ClickClack:Token is in use") && log.Has("live again"), $"the new token\n{log}");
            await host.StopAsync(TestContext.Current.CancellationToken);
        }

        Task WriteAsync(string token) => File.WriteAllTextAsync(
            path,
            $$"""{ "ClickClack": { "BaseUrl": "{{server.Address}}", "Token": "{{token}}", "StateDirectory": ":memory:" } }""",
            TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_in_a_file_is_replaced_with_the_file(bool byLink)
    {
        using var directory = new TemporaryDirectory();
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        server.Tokens[NewToken] = ScriptedServer.BotId;
        (string path, string first, string second) = (
            Path.Combine(directory.Path, "token"), Path.Combine(directory.Path, "1"), Path.Combine(directory.Path, "2"));
        await File.WriteAllTextAsync(first, $"{ScriptedServer.Token}\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(second, $"  {NewToken}\r\n", TestContext.Current.CancellationToken);
        Replace(first);
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, Echo(), options => (options.Token, options.TokenFile) = (null, path), time);

        Replace(second);
        await time.AdvanceUntilAsync(() => bot.Log.Has("the new token from ClickClack:TokenFile is in use"), "the new token");
        NoTokenIn(bot);

        // As an orchestrator swaps a mounted secret: a link gets another target, in one step.
        void Replace(string content)
        {
            string fresh = path + ".new";
            if (byLink)
            {
                File.CreateSymbolicLink(fresh, content);
            }
            else
            {
                File.Copy(content, fresh);
            }

            File.Move(fresh, path, overwrite: true);
        }
    }

    [Theory]
    [InlineData(null, "the server does not accept the token (GET api/me: 401 no such token, or it was revoked)")]
    [InlineData("usr_rover", "it is another bot's")]
    [InlineData("usr_alice", "it is a person's")]
    public async Task A_wrong_token_is_one_line_and_the_old_one_stays(string? owner, string reason)
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        if (owner is not null)
        {
            server.Tokens[NewToken] = owner;
        }

        await using RunningBot bot = await StartAsync(server, time);

        Configure(NewToken);
        await time.AdvanceUntilAsync(() => bot.Log.Has("is not used"), "the refusal");
        configuration.Reload();
        await time.AdvanceUntilAsync(() => Asked(server, NewToken).Count(path => path == "/api/me") >= (owner is null ? 6 : 2), "a second look");
        server.Say("hello");
        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("hello"), "an answer");

        Assert.Equal([$"the new token from ClickClack:Token is not used, the old one stays: {reason}"], bot.Log.Complaints);
        Assert.Single(server.Sockets);
        NoTokenIn(bot);
    }

    [Fact]
    public async Task A_token_for_another_workspace_is_not_used()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Tokens[NewToken] = ScriptedServer.BotId;
        server.Script("GET", "/api/workspaces", request => request.Authorization == $"Bearer {NewToken}"
            ? Answer.Json(new System.Text.Json.Nodes.JsonObject
            {
                ["workspaces"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["id"] = "wsp_2", ["slug"] = "x", ["name"] = "x" }),
            })
            : null);
        await using RunningBot bot = await StartAsync(server);

        Configure(NewToken);

        await bot.LogsAsync("the new token from ClickClack:Token is not used, the old one stays: it is for another workspace");
    }

    [Fact]
    public async Task A_token_that_may_not_listen_is_not_used()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Tokens[NewToken] = ScriptedServer.BotId;
        server.Script("GET", "/api/realtime/events", request =>
            request.Authorization == $"Bearer {NewToken}" ? Answer.Error(403, "bot token is missing scope realtime:read") : null);
        await using RunningBot bot = await StartAsync(server);

        Configure(NewToken);

        await bot.LogsAsync("the old one stays: the token is missing the scope realtime:read");
    }

    [Fact]
    public async Task A_configuration_that_became_invalid_is_one_line_and_changes_nothing()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server);

        // Whoever validates on start hears of it too, by an exception from the reload.
        Assert.Throws<AggregateException>(() => Configure("ccb_ two words"));
        await bot.LogsAsync("the changed configuration is not used, the old token stays: ClickClack:Token contains a blank");
        server.Say("hello");
        await Eventually.True(() => server.PostedBodies.Contains("hello"), "an answer");

        Assert.Single(bot.Log.Complaints);
        Assert.Single(server.Sockets);
    }

    [Fact]
    public async Task A_change_of_something_else_is_no_line_and_no_call()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Tokens[NewToken] = ScriptedServer.BotId;
        await using RunningBot bot = await StartAsync(server);

        configuration.Reload();
        configuration.Reload();
        Configure(NewToken);
        await bot.LogsAsync("is in use");

        Assert.Equal(2, server.CountRequests("GET", "/api/me"));
    }

    [Fact]
    public async Task When_the_old_token_dies_the_one_configured_meanwhile_is_tried_before_giving_up()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server, time);

        // The order of the two changes is the operator's: here the new one is configured before the server knows it.
        Configure(NewToken);
        await time.AdvanceUntilAsync(() => bot.Log.Has("is not used"), "the refusal");
        configuration["ClickClack:Token"] = NewToken + "x";
        server.Tokens[NewToken + "x"] = ScriptedServer.BotId;
        server.Tokens.TryRemove(ScriptedServer.Token, out _);
        server.Say("hello");
        await time.AdvanceUntilAsync(() => server.PostedBodies.Contains("hello"), "an answer");
        await time.AdvanceUntilAsync(() => bot.Log.Has("live again"), "the socket has the new token");

        Assert.False(bot.HasEnded);
        Assert.Equal(["hello"], server.PostedBodies);
        NoTokenIn(bot);
    }

    [Fact]
    public async Task When_the_old_token_dies_and_no_other_is_configured_the_bot_stops()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        await using RunningBot bot = await StartAsync(server, time);
        server.Tokens.Clear();
        server.Say("hello");

        await time.AdvanceUntilAsync(() => bot.HasEnded, "the bot ends");

        Assert.Single(bot.Log.Complaints, line => line.StartsWith("the bot stops: the server does not accept the token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_died_before_the_login_is_replaced_too()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        bool away = true;
        server.Script("GET", "/api/me", _ => Volatile.Read(ref away) ? Answer.Error(503, "starting") : null);
        await using RunningBot bot = await StartAsync(server, time, live: false);
        await time.AdvanceUntilAsync(() => bot.Log.Has("does not answer"), "a first attempt");
        server.Tokens[NewToken] = ScriptedServer.BotId;
        server.Tokens.TryRemove(ScriptedServer.Token, out _);

        configuration["ClickClack:Token"] = NewToken;
        Volatile.Write(ref away, false);

        await time.AdvanceUntilAsync(() => bot.Log.Has("live: "), "the bot is live");
        NoTokenIn(bot);
    }
}

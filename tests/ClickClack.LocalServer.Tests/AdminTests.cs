using System.Text.Json.Nodes;
using ClickClack.Local.Admin;
using ClickClack.Local.Http;

namespace ClickClack.Local.Tests;

public sealed class AdminTests : LocalServerTest
{
    private readonly TemporaryDirectory directory = new();

    protected override LocalServerOptions Options => new() { DataDirectory = directory.Path };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        directory.Dispose();
    }

    [Fact]
    public async Task A_new_bot_can_log_in_to_the_running_server_at_once()
    {
        var token = await AdminAsync("bot create", ("workspace", "clickclack"), ("name", "Deploy"), ("handle", "deploy"), ("scopes", "bot:read"), ("plain", ""));

        var me = await GetAsync(token, "/api/me");
        Assert.Equal(("Deploy", "deploy"), (me.Text("user.display_name"), me.Text("user.handle")));
        (await PostMessageAsync(token, "no")).IsRefused(403, "bot token is missing scope messages:write");
        Assert.Contains("\"deploy\"", await AdminAsync("bot list", ("workspace", Workspace)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_may_belong_to_a_human()
    {
        var created = JsonNode.Parse(await AdminAsync("bot create", ("workspace", Workspace), ("name", "Mine"), ("owner", Member.Id)))!;

        Assert.Equal(Member.Id, (string)created["bot"]!["owner_user_id"]!);
        Assert.Equal((string)created["token"]!, (string)created["bot_token"]!["token"]!);
        var refusal = await Assert.ThrowsAsync<Refusal>(() =>
            AdminAsync("bot create", ("workspace", Workspace), ("name", "x"), ("owner", Member.Id), ("created-by", Owner.Id)));
        Assert.Equal("only the bot owner can create a user-owned bot", refusal.Message);
    }

    [Fact]
    public async Task A_revoked_token_stops_working_at_once_and_its_socket_goes_on()
    {
        using var socket = await ConnectAtTailAsync(Bot.Token);

        Assert.Equal($"revoked {Bot.TokenId}", await AdminAsync("token revoke", ("token", Bot.TokenId)));

        (await GetAsync(Bot.Token, "/api/me")).IsRefused(401, "sql: no rows in result set");
        var fresh = await AdminAsync("token create", ("workspace", Workspace), ("bot", "@service-bot"), ("plain", ""));
        Assert.Equal(Bot.Id, (await GetAsync(fresh, "/api/me")).Text("user.id"));
        await Owner.SayAsync(General, "still heard");
        Assert.Equal("message.created", await socket.NextTypeAsync());
    }

    [Fact]
    public async Task A_new_channel_is_announced_to_open_sockets()
    {
        using var socket = await ConnectAtTailAsync(Bot.Token);

        var id = await AdminAsync("channel create", ("workspace", Workspace), ("name", "Build Farm"));

        var created = await socket.NextAsync();
        Assert.Equal(("channel.created", id), ((string)created!["type"]!, (string)created["channel_id"]!));
        Assert.Contains("build-farm", await AdminAsync("channel list", ("workspace", Workspace)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_write_three_times_a_day_in_the_channel_that_the_operator_opens_for_them()
    {
        var channel = await AdminAsync("channel create", ("workspace", Workspace), ("name", "guest"));
        await SendAsync(Owner.Token, "PATCH", $"/api/workspaces/{Workspace}/moderation/members/{Member.Id}", """{"role":"guest"}""");
        using var socket = await ConnectAtTailAsync(Member.Token);

        await Owner.SayAsync(General, "not for guests");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(201, (await PostMessageAsync(Member.Token, $"m{i}", channel: channel)).Status);
        }

        (await PostMessageAsync(Member.Token, "m3", channel: channel)).IsRefused(429, "waiting room post limit reached");
        Assert.Equal(channel, (string)(await socket.NextAsync())!["channel_id"]!);
        var roster = await GetAsync(Owner.Token, $"/api/workspaces/{Workspace}/moderation/members");
        var guest = roster.At("members")!.AsArray().Single(row => (string)row!["role"]! == "guest")!;
        Assert.Equal((0, 3), ((int)guest["posts_remaining"]!, (int)guest["post_limit"]!));
    }

    [Fact]
    public async Task A_pruned_cursor_is_closed_with_4001()
    {
        await Owner.SayAsync(General, "one");
        var cursor = await TailAsync(Bot.Token);
        await Owner.SayAsync(General, "two");

        Assert.Equal("pruned 0 events", await AdminAsync("events prune", ("workspace", Workspace), ("older-than-days", "1")));
        Assert.Equal("pruned 0 events", await AdminAsync("events prune", ("workspace", Workspace), ("keep-latest", "2")));
        Assert.Equal("pruned 1 events", await AdminAsync("events prune", ("workspace", Workspace), ("keep-latest", "1")));

        using var socket = await ConnectAsync(Bot.Token, cursor);
        Assert.Empty(await socket.DrainAsync());
        Assert.Equal(4001, (int)socket.CloseStatus!);
        Assert.Equal("pruned 1 events", await AdminAsync("events prune", ("workspace", Workspace), ("before", "2999-01-01T00:00:00Z")));
        Assert.Equal(
            "provide --older-than-days, --before, or --keep-latest",
            (await Assert.ThrowsAsync<Refusal>(() => AdminAsync("events prune", ("workspace", Workspace)))).Message);
    }

    [Fact]
    public async Task A_human_is_created_added_and_signs_in_with_a_link_once()
    {
        var id = await AdminAsync("user create", ("name", "Ada"), ("email", "Ada@Example.org"));
        Assert.Equal(
            $"workspace={Workspace} user={id} role=member status=added", await AdminAsync("member add", ("workspace", Workspace), ("email", "ada@example.org")));
        Assert.Equal(
            $"workspace={Workspace} user={id} role=member status=already_member", await AdminAsync("member add", ("workspace", Workspace), ("user", id)));

        var link = await AdminAsync("magic-link create", ("email", "ada@example.org"));
        var signedIn = await PostAsync(null, "/api/auth/magic/consume", new JsonObject { ["token"] = link });

        Assert.Equal(id, signedIn.Text("user.id"));
        Assert.Equal(201, (await PostMessageAsync(signedIn.Text("token"), "hello")).Status);
        (await PostAsync(null, "/api/auth/magic/consume", new JsonObject { ["token"] = link })).IsRefused(400, "magic link is invalid or expired");
    }

    [Fact]
    public async Task Without_the_secret_nobody_is_the_operator()
    {
        FileModes.IsOwnerOnly(Path.Combine(directory.Path, "admin.json"));

        (await PostAsync(Owner.Token, "/_local/admin", new JsonObject { ["verb"] = "workspace list" })).IsRefused(401, "this is not the operator's secret");
    }

    [Fact]
    public async Task Beside_a_stopped_server_the_verbs_work_on_the_data()
    {
        await Server.DisposeAsync();
        var token = await AdminAsync("bot create", ("workspace", "clickclack"), ("name", "Deploy"), ("plain", ""));

        await using var again = await LocalServer.StartAsync(Options, Stop);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(again.BaseUrl, "/api/me"));
        request.Headers.Add("Authorization", $"Bearer {token}");
        using var me = await http.SendAsync(request, Stop);
        Assert.Contains("Deploy", await me.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bot create", "--workspace is required")]
    [InlineData("bot explode", "unknown admin subcommand \"bot explode\"")]
    [InlineData("token revoke", "no token found for id \"btok_none\"", "token", "btok_none")]
    [InlineData("bot list", "no workspace found for \"nowhere\"", "workspace", "nowhere")]
    public async Task What_makes_no_sense_is_refused_in_words(string verb, string error, string? option = null, string? value = null) =>
        Assert.Equal(
            error,
            (await Assert.ThrowsAsync<Refusal>(() => option is null ? AdminAsync(verb) : AdminAsync(verb, (option, value!)))).Message);

    private Task<string> AdminAsync(string verb, params (string Name, string Value)[] options) => AdminClient.RunAsync(
        directory.Path, new() { Verb = verb, Options = options.ToDictionary(option => option.Name, option => option.Value) }, Stop);
}

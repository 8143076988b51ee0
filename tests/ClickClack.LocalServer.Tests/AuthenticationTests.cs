namespace ClickClack.Local.Tests;

public sealed class AuthenticationTests : LocalServerTest
{
    [Fact]
    public async Task Without_credentials_every_call_is_401() =>
        (await GetAsync(null, "/api/me")).IsRefused(401, "authentication required");

    [Theory]
    [InlineData("ccb_00000000000000000000000000")]
    [InlineData("sst_00000000000000000000000000")]
    [InlineData("nonsense")]
    public async Task An_unknown_token_is_401(string token) =>
        (await GetAsync(token, "/api/me")).IsRefused(401, "sql: no rows in result set");

    [Theory]
    [InlineData("bearer ")]
    [InlineData("Basic ")]
    [InlineData("")]
    public async Task The_scheme_is_Bearer_to_the_letter(string scheme) =>
        (await SendAsync(null, "GET", "/api/me", null, ("Authorization", scheme + Bot.Token))).IsRefused(401, "authentication required");

    [Fact]
    public async Task Blanks_around_a_token_do_not_matter() =>
        Assert.Equal(200, (await SendAsync(null, "GET", "/api/me", null, ("Authorization", $"Bearer   {Bot.Token}  "))).Status);

    [Fact]
    public async Task Credentials_come_before_the_body() =>
        (await SendAsync(null, "POST", $"/api/channels/{General.Id}/messages", "{broken")).IsRefused(401, "authentication required");

    [Fact]
    public async Task A_bot_learns_who_it_is_and_nothing_else()
    {
        var reply = await GetAsync(Bot.Token, "/api/me");

        Assert.Equal(
            ["id", "kind", "display_name", "handle", "avatar_url", "created_at"],
            reply.At("user")!.AsObject().Select(member => member.Key));
        Assert.Equal("bot", reply.Text("user.kind"));
        Assert.Equal("service-bot", reply.Text("user.handle"));
    }

    [Fact]
    public async Task An_owned_bot_names_its_owner() =>
        Assert.Equal(Owner.Id, (await GetAsync(OtherBot.Token, "/api/me")).Text("user.owner_user_id"));

    [Fact]
    public async Task A_revoked_token_is_401()
    {
        Assert.Equal(200, (await SendAsync(Owner.Token, "POST", $"/api/bot-tokens/{Bot.TokenId}/revoke")).Status);

        (await GetAsync(Bot.Token, "/api/me")).IsRefused(401, "sql: no rows in result set");
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        var bot = await BotWithAsync("narrow", "profile:read");

        (await GetAsync(bot.Token, "/api/workspaces")).IsRefused(403, "bot token is missing scope workspaces:read");
    }

    [Fact]
    public async Task A_scope_includes_no_other_scope()
    {
        var bot = await BotWithAsync("writer", "messages:write");

        (await GetAsync(bot.Token, $"/api/channels/{General.Id}/messages")).IsRefused(403, "bot token is missing scope messages:read");
    }

    [Fact]
    public async Task The_scope_comes_before_the_resource()
    {
        var bot = await BotWithAsync("narrow", "profile:read");

        (await GetAsync(bot.Token, "/api/messages/msg_00000000000000000000000000")).IsRefused(403, "bot token is missing scope messages:read");
    }

    [Fact]
    public async Task A_message_of_a_direct_conversation_needs_one_more_scope()
    {
        var bot = await BotWithAsync("nodms", "messages:read");
        var conversation = await Owner.OpenConversationAsync(bot.Id);
        var message = await Owner.SayAsync(conversation, "hello");

        (await GetAsync(bot.Token, $"/api/messages/{message.Id}")).IsRefused(403, "bot token is missing scope dms:read");
    }

    [Fact]
    public async Task What_a_bot_cannot_see_is_403_and_what_a_human_cannot_see_is_400()
    {
        (await GetAsync(Bot.Token, "/api/messages/msg_00000000000000000000000000")).IsRefused(403, "sql: no rows in result set");
        (await GetAsync(Owner.Token, "/api/messages/msg_00000000000000000000000000")).IsRefused(400, "sql: no rows in result set");
    }

    [Fact]
    public async Task A_token_is_bound_to_its_workspace() =>
        (await GetAsync(Bot.Token, "/api/workspaces/wsp_00000000000000000000000000")).IsRefused(403, "bot token cannot access this workspace");

    [Theory]
    [InlineData("POST", "/api/workspaces", "bot tokens cannot create workspaces")]
    [InlineData("PATCH", "/api/me", "bot tokens cannot update profiles")]
    [InlineData("GET", "/api/me/bots", "bot tokens cannot list owned bots")]
    [InlineData("DELETE", "/api/bots/usr_x", "bot tokens cannot delete bots")]
    [InlineData("DELETE", "/api/dms/dm_x", "bot tokens cannot close direct conversations")]
    public async Task Some_calls_are_for_humans_only(string method, string path, string error) =>
        (await SendAsync(Bot.Token, method, path, method == "GET" ? null : "{}")).IsRefused(403, error);

    [Fact]
    public async Task A_token_expands_its_bundles_in_order()
    {
        var reply = await PostAsync(
            Owner.Token,
            $"/api/workspaces/{Workspace}/bots/{Bot.Id}/tokens",
            new System.Text.Json.Nodes.JsonObject { ["scopes"] = new System.Text.Json.Nodes.JsonArray("messages:write, bot:read", " ", "messages:write") });

        Assert.Equal(
            ["channels:read", "dms:read", "messages:read", "messages:write", "profile:read", "realtime:read", "threads:read", "workspaces:read"],
            reply.At("bot_token.scopes")!.AsArray().Select(scope => (string)scope!));
    }

    [Fact]
    public async Task The_database_holds_no_token()
    {
        using var directory = new TemporaryDirectory();
        await using (var server = await LocalServer.StartAsync(new() { DataDirectory = directory.Path }, Stop))
        {
            await server.People[0].SayAsync(server.Channels[0], "hello");
        }

        var bytes = await File.ReadAllTextAsync(Path.Combine(directory.Path, "clickclack.db"), System.Text.Encoding.Latin1, Stop);
        Assert.Contains("hello", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("ccb_", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("sst_", bytes, StringComparison.Ordinal);
    }
}

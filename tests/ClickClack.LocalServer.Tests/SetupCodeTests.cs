using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class SetupCodeTests : LocalServerTest
{
    private readonly ManualTime time = new();

    protected override LocalServerOptions Options => new() { TimeProvider = time };

    [Fact]
    public async Task A_code_expires_after_ten_minutes()
    {
        var (early, late) = (await MintAsync("early"), await MintAsync("late"));

        time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await ClaimAsync(early)).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        (await ClaimAsync(late)).IsRefused(404, "setup code is invalid or expired");
    }

    [Fact]
    public async Task A_new_code_takes_the_place_of_the_one_before()
    {
        var (first, other, second) = (await MintAsync("laptop"), await MintAsync("desk"), await MintAsync("laptop"));

        (await ClaimAsync(first)).IsRefused(404, "setup code is invalid or expired");
        Assert.Equal(200, (await ClaimAsync(other)).Status);
        Assert.Equal(200, (await ClaimAsync(second)).Status);
    }

    [Fact]
    public async Task The_code_of_a_bot_that_is_gone_is_worth_nothing()
    {
        var code = await MintAsync("laptop");
        await SendAsync(Owner.Token, "DELETE", $"/api/workspaces/{Workspace}/bots/{Bot.Id}/membership");

        (await ClaimAsync(code)).IsRefused(404, "setup code is invalid or expired");
    }

    [Fact]
    public async Task Each_client_has_ten_attempts_a_minute_whatever_their_outcome()
    {
        await ClaimAsync(await MintAsync("laptop"), "198.51.100.7");
        for (var i = 0; i < 9; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await ClaimAsync("", "198.51.100.7");
        }

        (await ClaimAsync("", "198.51.100.7")).IsRefused(429, "too many setup code attempts, retry later");
        (await ClaimAsync("", "198.51.100.8")).IsRefused(404, "setup code is invalid or expired");
        // The first attempt is a minute old, and what was refused does not count.
        time.Advance(TimeSpan.FromSeconds(51));
        (await ClaimAsync("", "198.51.100.7")).IsRefused(404, "setup code is invalid or expired");
        (await ClaimAsync("", "198.51.100.7")).IsRefused(429, "too many setup code attempts, retry later");
    }

    [Fact]
    public async Task A_client_cannot_name_itself_in_one_header_alone()
    {
        for (var i = 0; i < 10; i++)
        {
            await SendAsync(null, "POST", "/api/bot-setup-codes/claim", "{}", ("X-Forwarded-For", $"198.51.100.{i}"));
        }

        (await SendAsync(null, "POST", "/api/bot-setup-codes/claim", "{}", ("X-Real-IP", "198.51.100.99")))
            .IsRefused(429, "too many setup code attempts, retry later");
    }

    [Theory]
    [InlineData("""{"defaults":{"allowFrom":[" "]}}""", "defaults.allowFrom entries must not be empty")]
    [InlineData("""{"defaults":{"defaultTo":"a\u0000b"}}""", "defaultTo must not contain NUL")]
    [InlineData("""{"defaults":{"agentActivity":true}}""", "defaults.agentActivity requires agent_activity:write")]
    public async Task Defaults_that_make_no_sense_are_refused(string request, string error) =>
        (await SendAsync(Owner.Token, "POST", $"/api/workspaces/{Workspace}/bots/{Bot.Id}/setup-codes", request)).IsRefused(400, error);

    [Fact]
    public async Task Without_a_channel_general_the_oldest_that_is_open_is_the_default()
    {
        await SendAsync(Owner.Token, "PATCH", $"/api/channels/{General.Id}", """{"archived":true}""");

        Assert.Equal("channel:random", (await ClaimAsync(await MintAsync("laptop"))).Text("defaults.defaultTo"));
    }

    [Fact]
    public async Task A_human_gets_no_code() => (await PostAsync(
        Owner.Token, $"/api/workspaces/{Workspace}/bots/{Member.Id}/setup-codes", new JsonObject())).IsRefused(400, "sql: no rows in result set");

    [Fact]
    public async Task A_repeated_token_request_brings_the_same_token_with_a_new_secret()
    {
        var path = $"/api/workspaces/{Workspace}/bots/{Bot.Id}/tokens";
        JsonObject Request(string name) => new() { ["name"] = name, ["setup_nonce"] = "0123456789abcdef" };
        var first = await PostAsync(Owner.Token, path, Request("laptop"));
        var second = await PostAsync(Owner.Token, path, Request("laptop"));

        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.Equal(first.Text("bot_token.id"), second.Text("bot_token.id"));
        (await GetAsync(first.Text("bot_token.token"), "/api/me")).IsRefused(401, "sql: no rows in result set");
        Assert.Equal(200, (await GetAsync(second.Text("bot_token.token"), "/api/me")).Status);
        (await PostAsync(Owner.Token, path, Request("desk"))).IsRefused(409, "setup nonce was already used for a different request");
    }

    private async Task<string> MintAsync(string name) =>
        (await PostAsync(Owner.Token, $"/api/workspaces/{Workspace}/bots/{Bot.Id}/setup-codes", new JsonObject { ["name"] = name }))
        .Text("setup_code.code");

    private Task<Reply> ClaimAsync(string code, string client = "198.51.100.1") => SendAsync(
        null, "POST", "/api/bot-setup-codes/claim", new JsonObject { ["code"] = code }.ToJsonString(), ("X-Real-IP", client), ("X-Forwarded-For", client));
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Tests;

public sealed class SlashCommandTests : LocalServerTest
{
    private CallbackReceiver receiver = null!;

    protected override LocalServerOptions Options => new() { AllowLocalCallbacks = true };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        receiver = await CallbackReceiver.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await receiver.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_registered_command_calls_its_program_with_a_signature()
    {
        var command = await RegisterAsync("/deploy");
        receiver.Answer = context => context.Response.WriteAsync("""{"text":"  on its way  "}""");

        var answer = await GiveAsync(Member.Token, "/Deploy", "prod");
        var callback = await receiver.NextAsync();

        var body = JsonNode.Parse(callback.Body)!;
        Assert.Equal(
            ["bot_user_id", "channel_id", "command", "command_id", "text", "trigger_id", "user_id", "workspace_id"],
            body.AsObject().Select(member => member.Key));
        Assert.Equal((Bot.Id, Member.Id, "/deploy", "prod"), ((string)body["bot_user_id"]!, (string)body["user_id"]!, (string)body["command"]!, (string)body["text"]!));
        var timestamp = callback.Headers["X-ClickClack-Timestamp"];
        Assert.Equal(
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(
                Encoding.UTF8.GetBytes((string)command["signing_secret"]!), Encoding.UTF8.GetBytes($"{timestamp}.{callback.Body}"))),
            callback.Headers["X-ClickClack-Signature"]);
        Assert.InRange(
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, null)), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal("application/json", callback.Headers["Content-Type"]);

        Assert.Equal(200, answer.Status);
        Assert.Equal("in_channel", answer.Text("response_type"));
        Assert.Equal("on its way", answer.Text("message.body"));
        Assert.Equal(Bot.Id, answer.Text("message.author_id"));
        Assert.Equal("message.created", answer.Text("event.type"));
        Assert.Equal((string)body["trigger_id"]!, answer.Text("invocation.id"));
        Assert.Equal("on its way", Assert.Single(await Owner.ReadAsync(General)).Body);
    }

    [Fact]
    public async Task An_answer_for_the_caller_alone_posts_nothing()
    {
        await RegisterAsync("/whisper");
        receiver.Answer = context => context.Response.WriteAsync("""{"response_type":"ephemeral","text":"psst"}""");

        var answer = await GiveAsync(Member.Token, "/whisper", "");

        Assert.Equal(200, answer.Status);
        Assert.Equal(("ephemeral", "psst"), (answer.Text("response_type"), answer.Text("text")));
        Assert.Equal("", answer.Text("message.id"));
        Assert.Equal("", answer.Text("event.id"));
        Assert.Null(answer.At("event.payload"));
        Assert.Empty(await Owner.ReadAsync(General));
    }

    [Theory]
    [InlineData(500, "{}", "slash command callback failed")]
    [InlineData(302, "{}", "slash command callback failed")]
    [InlineData(200, "", "unexpected end of JSON input")]
    public async Task A_bad_answer_is_502(int status, string body, string error)
    {
        await RegisterAsync("/broken");
        receiver.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return context.Response.WriteAsync(body);
        };

        (await GiveAsync(Member.Token, "/broken", "")).IsRefused(502, error);

        await receiver.NextAsync();
        Assert.True(receiver.IsIdle);
    }

    [Fact]
    public async Task Only_the_first_64_KiB_of_an_answer_are_read()
    {
        await RegisterAsync("/long");
        receiver.Answer = context => context.Response.WriteAsync($$"""{"text":"{{new string('x', 70_000)}}"}""");

        Assert.Equal(502, (await GiveAsync(Member.Token, "/long", "")).Status);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_502()
    {
        await RegisterAsync("/gone");
        var url = receiver.Url;
        await receiver.DisposeAsync();

        var answer = await GiveAsync(Member.Token, "/gone", "");

        Assert.Equal(502, answer.Status);
        Assert.StartsWith($"Post \"{url}\": connect to callback host:", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rotated_secret_signs_and_a_revoked_command_is_a_message_again()
    {
        var command = await RegisterAsync("/deploy");
        var rotated = await SendAsync(Owner.Token, "POST", $"/api/slash-commands/{command["id"]}/rotate-secret");
        Assert.NotEqual((string)command["signing_secret"]!, rotated.Text("slash_command.signing_secret"));
        Assert.Equal(200, (await GiveAsync(Member.Token, "/deploy", "")).Status);
        var callback = await receiver.NextAsync();
        Assert.Equal(
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(rotated.Text("slash_command.signing_secret")),
                Encoding.UTF8.GetBytes($"{callback.Headers["X-ClickClack-Timestamp"]}.{callback.Body}"))),
            callback.Headers["X-ClickClack-Signature"]);

        Assert.Equal(200, (await SendAsync(Owner.Token, "POST", $"/api/slash-commands/{command["id"]}/revoke")).Status);

        Assert.Equal(201, (await GiveAsync(Member.Token, "/deploy", "prod")).Status);
        Assert.Equal("/deploy prod", Assert.Single(await Owner.ReadAsync(General)).Body);
    }

    private async Task<JsonNode> RegisterAsync(string name)
    {
        var registered = await PostAsync(Owner.Token, $"/api/workspaces/{Workspace}/slash-commands", new JsonObject
        {
            ["command"] = name,
            ["callback_url"] = receiver.Url,
            ["bot_user_id"] = Bot.Id,
        });
        Assert.Equal(201, registered.Status);
        return registered.At("slash_command")!;
    }

    private Task<Reply> GiveAsync(string token, string command, string text) => SendAsync(
        token, "POST", $"/api/hooks/slash/{General.Id}?command={Uri.EscapeDataString(command)}&text={Uri.EscapeDataString(text)}");
}

using System.Text.Json.Nodes;
using ClickClack.Client;
using ClickClack.Wire.Tests.Bot;

namespace ClickClack.Wire.Tests.Pitfalls;

/// <summary>A bot that the owner of the workspace has silenced.</summary>
public sealed class ModerationTests
{
    [Theory]
    [InlineData("""{"blocked":true}""", """{"blocked":false}""")]
    [InlineData("""{"timeout_minutes":5}""", """{"clear_timeout":true}""")]
    public async Task It_hears_on_keeps_what_it_could_not_say_on_record_and_speaks_when_it_may_again(string silence, string release)
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await ModerateAsync(scene, silence);
        await scene.Olivia.SayAsync(scene.General, "say something");
        await bot.LogsAsync("is in the dead letters");
        await ModerateAsync(scene, release);
        await scene.WorksAsync();

        Assert.Contains(bot.Log.Complaints, line => line.Text.Contains("moderation restriction", StringComparison.Ordinal));
        Assert.Single(await scene.AnswersAsync(scene.General));
        Assert.Equal(1, scene.Proxy.CountRequests("GET /api/realtime/ws"));
    }

    [Fact]
    public async Task It_may_still_connect_and_read()
    {
        await using Scene scene = await Scene.StartAsync();
        await ModerateAsync(scene, """{"blocked":true}""");
        RunningBot bot = await scene.StartLiveBotAsync();
        using var client = new ClickClackClient(new ClickClackClientOptions { BaseUrl = scene.Server.BaseUrl, Token = scene.Echo.Token });

        Assert.Empty((await client.GetMessagesAsync(new ChannelId(scene.General.Id))).Messages);
        await Assert.ThrowsAsync<ModeratedException>(() => client.CreateMessageAsync(new ChannelId(scene.General.Id), new NewMessage("x")));
        Assert.False(bot.HasEnded);
    }

    [Fact]
    public async Task People_cannot_open_a_conversation_with_it_but_go_on_in_one_they_have()
    {
        await using Scene scene = await Scene.StartAsync();
        LocalBot rover = await scene.Server.AddBotAsync("Rover", "rover");
        using var client = new ClickClackClient(new ClickClackClientOptions { BaseUrl = scene.Server.BaseUrl, Token = rover.Token });
        var workspace = new WorkspaceId(scene.Server.Workspace.Id);
        DirectConversationId conversation = (await client.OpenConversationAsync(workspace, new UserId(scene.Echo.Id))).Id;
        await ModerateAsync(scene, """{"blocked":true}""");

        Assert.Equal(CreationOutcome.Created, (await client.CreateMessageAsync(conversation, new NewMessage("still here?"))).Outcome);
        await Assert.ThrowsAsync<ModeratedException>(() => client.OpenConversationAsync(workspace, new UserId(scene.Echo.Id)));
    }

    private static Task<JsonNode> ModerateAsync(Scene scene, string change) => scene.AskAsync(
        scene.Olivia.Token,
        HttpMethod.Patch,
        $"/api/workspaces/{scene.Server.Workspace.Id}/moderation/members/{scene.Echo.Id}",
        new StringContent(change, System.Text.Encoding.UTF8, "application/json"));
}

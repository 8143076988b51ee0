using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class TopicTests : LocalServerTest
{
    [Fact]
    public async Task A_topic_filters_every_window()
    {
        var topic = await CreateAsync("topic");
        for (var i = 0; i < 6; i++)
        {
            await PostAsync(Owner.Token, $"/api/channels/{General.Id}/messages", Post($"message {i}", i % 2 == 0 ? topic : null));
        }

        Assert.Equal([1, 3, 5], await SeqsAsync($"topic_id={topic}"));
        Assert.Equal([3, 5], await SeqsAsync($"topic_id={topic}&after_seq=1"));
        Assert.Equal([1], await SeqsAsync($"topic_id={topic}&before_seq=3"));
        var page = await GetAsync(Bot.Token, $"/api/channels/{General.Id}/messages?topic_id={topic}&after_seq=3");
        Assert.Equal((true, false), ((bool)page.At("has_older")!, (bool)page.At("has_newer")!));
    }

    [Fact]
    public async Task A_topic_of_the_workspace_serves_every_channel()
    {
        var topic = await CreateAsync("topic");

        Assert.Equal(201, (await PostAsync(Bot.Token, $"/api/channels/{Server.Channels[1].Id}/messages", Post("here", topic))).Status);
    }

    [Fact]
    public async Task A_topic_of_another_workspace_serves_none()
    {
        var elsewhere = (await PostAsync(Owner.Token, "/api/workspaces", new JsonObject { ["name"] = "Elsewhere" })).Text("workspace.id");
        var topic = await CreateAsync("topic", workspace: elsewhere);

        (await PostAsync(Owner.Token, $"/api/channels/{General.Id}/messages", Post("here", topic))).IsRefused(400, "topic is not in workspace");
        (await GetAsync(Owner.Token, $"/api/channels/{General.Id}/messages?topic_id={topic}"))
            .IsRefused(400, "invalid message page request: topic is unavailable");
        (await PostAsync(Owner.Token, $"/api/workspaces/{elsewhere}/topics", Topic("x", General.Id)))
            .IsRefused(400, "topic channel is not in workspace");
    }

    [Fact]
    public async Task A_name_is_used_once_in_a_channel()
    {
        await CreateAsync("topic", General.Id);

        (await PostAsync(Owner.Token, $"/api/workspaces/{Workspace}/topics", Topic("topic", General.Id))).IsRefused(
            400, "constraint failed: UNIQUE constraint failed: topics.workspace_id, topics.channel_id, topics.name (2067)");
        await CreateAsync("topic", Server.Channels[1].Id);
    }

    [Fact]
    public async Task Repeating_a_message_under_another_topic_is_no_repetition()
    {
        var topic = await CreateAsync("topic");
        var post = Post("once", topic);
        post["nonce"] = "n";
        await PostAsync(Bot.Token, $"/api/channels/{General.Id}/messages", post);

        (await PostMessageAsync(Bot.Token, "once", nonce: "n")).IsRefused(400, "client nonce was already used for a different message");
        Assert.Equal(200, (await PostAsync(Bot.Token, $"/api/channels/{General.Id}/messages", post)).Status);
    }

    [Fact]
    public async Task Notification_preferences_are_each_users_own()
    {
        var path = $"/api/channels/{General.Id}/notification-settings";
        await SendAsync(Bot.Token, "PATCH", path, """{"preference":"muted"}""");

        Assert.Equal("muted", (await GetAsync(Bot.Token, path)).Text("preference"));
        Assert.Equal("all", (await GetAsync(OtherBot.Token, path)).Text("preference"));
        (await SendAsync(Bot.Token, "PATCH", "/api/channels/chn_unknown/notification-settings", "{")).IsRefused(403, "sql: no rows in result set");
        (await SendAsync(Owner.Token, "PATCH", "/api/channels/chn_unknown/notification-settings", "{")).IsRefused(400, "unexpected EOF");
    }

    private async Task<string> CreateAsync(string name, string? channel = null, string? workspace = null) =>
        (await PostAsync(Owner.Token, $"/api/workspaces/{workspace ?? Workspace}/topics", Topic(name, channel))).Text("topic.id");

    private async Task<IEnumerable<long>> SeqsAsync(string query) =>
        ((JsonArray)(await GetAsync(Bot.Token, $"/api/channels/{General.Id}/messages?{query}")).At("messages")!).Select(m => (long)m!["channel_seq"]!);

    private static JsonObject Topic(string name, string? channel) => new() { ["name"] = name, ["channel_id"] = channel };

    private static JsonObject Post(string body, string? topic) => new() { ["body"] = body, ["topic_id"] = topic };
}

using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class DirectMessageTests : LocalServerTest
{
    [Fact]
    public async Task Two_share_one_conversation_whoever_opens_it()
    {
        var mine = await OpenAsync(Bot.Token, Member.Id);
        var theirs = await OpenAsync(Member.Token, Bot.Id);

        Assert.Equal(201, theirs.Status);
        Assert.Equal(mine.Text("conversation.id"), theirs.Text("conversation.id"));
    }

    [Fact]
    public async Task Three_get_a_new_conversation_each_time()
    {
        var first = await OpenAsync(Bot.Token, Member.Id, Owner.Id);
        var second = await OpenAsync(Bot.Token, Member.Id, Owner.Id);

        Assert.NotEqual(first.Text("conversation.id"), second.Text("conversation.id"));
        Assert.Equal(["Max Member", "Olivia Owner", "Service Bot"], first.Texts("conversation.members", "display_name"));
    }

    [Fact]
    public async Task Nobody_talks_to_oneself_or_to_a_stranger()
    {
        (await OpenAsync(Bot.Token, Bot.Id)).IsRefused(400, "direct conversation needs at least two members");
        (await OpenAsync(Bot.Token, "", " ")).IsRefused(400, "direct conversation needs at least two members");
        (await OpenAsync(Member.Token, "")).IsRefused(400, "direct conversation needs at least two members");
        (await OpenAsync(Bot.Token, "usr_stranger")).IsRefused(400, "sql: no rows in result set");
    }

    [Fact]
    public async Task A_message_shows_to_its_members_only()
    {
        var conversation = await Member.OpenConversationAsync(Bot.Id);
        var message = await Member.SayAsync(conversation, "hello @owned-bot");

        var seen = await GetAsync(Bot.Token, $"/api/messages/{message.Id}");
        Assert.Equal(conversation.Id, seen.Text("message.direct_conversation_id"));
        Assert.Null(seen.At("message.channel_id"));
        (await GetAsync(OtherBot.Token, $"/api/messages/{message.Id}")).IsRefused(403, "sql: no rows in result set");
        (await GetAsync(OtherBot.Token, $"/api/dms/{conversation.Id}/messages")).IsRefused(403, "sql: no rows in result set");
    }

    [Fact]
    public async Task Roots_carry_no_mentions_and_replies_do()
    {
        var conversation = await Member.OpenConversationAsync(Bot.Id);
        var root = await PostAsync(Member.Token, $"/api/dms/{conversation.Id}/messages", Draft("@service-bot"));
        Assert.Null(root.At("event.mentioned_user_ids"));
        Assert.Null(root.At("event.channel_id"));

        var reply = await PostAsync(Member.Token, $"/api/messages/{root.Text("message.id")}/thread/replies", Draft("@owned-bot"));

        Assert.Equal(OtherBot.Id, reply.Text("events.0.mentioned_user_ids.0"));
        Assert.Equal(conversation.Id, reply.Text("events.1.payload.direct_conversation_id"));
    }

    [Fact]
    public async Task Events_of_a_conversation_are_in_the_log_of_its_members_only()
    {
        var tail = await TailAsync(Bot.Token);
        var conversation = await Member.OpenConversationAsync(Bot.Id);
        await Member.SayAsync(conversation, "hello");

        Assert.Single((await GetAsync(Bot.Token, $"/api/realtime/events?workspace_id={Workspace}&after_cursor={tail}")).At("events")!.AsArray());
        Assert.Empty((await GetAsync(OtherBot.Token, $"/api/realtime/events?workspace_id={Workspace}&after_cursor={tail}")).At("events")!.AsArray());
    }

    [Fact]
    public async Task A_closed_conversation_is_hidden_until_someone_writes()
    {
        var conversation = await Member.OpenConversationAsync(Bot.Id);
        Assert.Equal("""{"ok":true}""", (await SendAsync(Member.Token, "DELETE", $"/api/dms/{conversation.Id}")).Body.TrimEnd());
        Assert.Empty((await GetAsync(Member.Token, $"/api/dms?workspace_id={Workspace}")).At("conversations")!.AsArray());

        await PostAsync(Bot.Token, $"/api/dms/{conversation.Id}/messages", Draft("hello"));

        var reply = await GetAsync(Member.Token, $"/api/dms?workspace_id={Workspace}");
        Assert.Equal(1, reply.Number("conversations.0.unread_count"));
        Assert.True((bool)reply.At("conversations.0.can_send")!);
    }

    [Fact]
    public async Task Nobody_writes_to_a_conversation_that_everyone_else_has_left()
    {
        var conversation = (await OpenAsync(Bot.Token, OtherBot.Id)).Text("conversation.id");
        await SendAsync(Owner.Token, "DELETE", $"/api/workspaces/{Workspace}/bots/{OtherBot.Id}/membership");

        (await PostAsync(Bot.Token, $"/api/dms/{conversation}/messages", Draft("x"))).IsRefused(409, "direct conversation has no active recipient");
        Assert.False((bool)(await GetAsync(Bot.Token, $"/api/dms/{conversation}")).At("conversation.can_send")!);
    }

    private Task<Reply> OpenAsync(string token, params string[] members) => PostAsync(
        token,
        "/api/dms",
        new JsonObject { ["workspace_id"] = Workspace, ["member_ids"] = new JsonArray([.. members.Select(id => (JsonNode)id)]) });
}

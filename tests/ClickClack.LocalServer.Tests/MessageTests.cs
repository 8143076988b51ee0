using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class MessageTests : LocalServerTest
{
    [Fact]
    public async Task A_created_message_comes_back_whole_with_its_event()
    {
        var reply = await PostMessageAsync(Bot.Token, "  hello \n", nonce: "n1");

        Assert.Equal(201, reply.Status);
        Assert.Equal(
            [
                "id", "workspace_id", "channel_id", "author_id", "thread_root_id", "channel_seq", "body", "body_format", "created_at", "kind",
                "author", "nonce",
            ],
            reply.At("message")!.AsObject().Select(member => member.Key).OrderBy(Order));
        Assert.Equal("hello", reply.Text("message.body"));
        Assert.Equal(reply.Text("message.id"), reply.Text("message.thread_root_id"));
        Assert.Equal(
            ["author_id", "correlation_id", "message_id", "nonce"], reply.At("event.payload")!.AsObject().Select(member => member.Key));
        Assert.Equal("message.created", reply.Text("event.type"));
        Assert.Equal(1, reply.Number("event.seq"));

        static int Order(string key) => Array.IndexOf(
            [
                "id", "workspace_id", "channel_id", "author_id", "thread_root_id", "channel_seq", "body", "body_format", "created_at", "kind",
                "author", "nonce",
            ],
            key);
    }

    [Fact]
    public async Task Sequence_numbers_are_contiguous_and_refused_requests_use_none()
    {
        Assert.Equal(1, (await PostMessageAsync(Bot.Token, "a")).Number("message.channel_seq"));
        (await PostMessageAsync(Bot.Token, " ")).IsRefused(400, "message body is required");
        Assert.Equal(2, (await PostMessageAsync(Bot.Token, "b")).Number("message.channel_seq"));
    }

    [Fact]
    public async Task Concurrent_posters_get_each_number_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => PostMessageAsync(i % 2 == 0 ? Bot.Token : OtherBot.Token, $"m{i}")));

        Assert.Equal(Enumerable.Range(1, 200).Select(n => (long)n), replies.Select(reply => reply.Number("message.channel_seq")).Order());
    }

    [Theory]
    [InlineData("""{"body":"x","kind":"bogus"}""", "invalid message kind")]
    [InlineData("""{"body":"x","turn_id":"t"}""", "turn_id is only valid for agent activity messages")]
    public async Task Kind_and_turn_are_checked(string body, string error) =>
        (await SendAsync(Bot.Token, "POST", $"/api/channels/{General.Id}/messages", body)).IsRefused(400, error);

    [Fact]
    public async Task The_kind_is_checked_before_the_channel_and_the_body_after()
    {
        (await SendAsync(Bot.Token, "POST", "/api/channels/chn_x/messages", """{"kind":"bogus"}""")).IsRefused(400, "invalid message kind");
        (await SendAsync(Bot.Token, "POST", "/api/channels/chn_x/messages", """{"body":""}""")).IsRefused(403, "sql: no rows in result set");
    }

    [Fact]
    public async Task Activity_rows_need_a_bot_and_its_scope()
    {
        const string Row = """{"body":"thinking","kind":"agent_commentary","turn_id":"t1"}""";
        var agent = await BotWithAsync("agent", "messages:write", "agent_activity:write");

        (await SendAsync(Owner.Token, "POST", $"/api/channels/{General.Id}/messages", Row)).IsRefused(403, "agent activity messages require a bot token");
        (await SendAsync(Bot.Token, "POST", $"/api/channels/{General.Id}/messages", Row)).IsRefused(403, "bot token is missing scope agent_activity:write");
        var reply = await SendAsync(agent.Token, "POST", $"/api/channels/{General.Id}/messages", Row);
        Assert.Equal("agent_commentary", reply.Text("message.kind"));
        Assert.Equal("agent_commentary", reply.Text("event.payload.kind"));
        Assert.Equal("t1", reply.Text("event.payload.turn_id"));
    }

    [Fact]
    public async Task Only_the_author_edits()
    {
        var message = await Owner.SayAsync(General, "first");

        (await SendAsync(Bot.Token, "PATCH", $"/api/messages/{message.Id}", """{"body":"x"}""")).IsRefused(400, "only the author can edit a message");
        var reply = await SendAsync(Owner.Token, "PATCH", $"/api/messages/{message.Id}", """{"body":" second "}""");
        Assert.Equal("second", reply.Text("message.body"));
        Assert.NotNull(reply.At("message.edited_at"));
        Assert.Equal("message.updated", reply.Text("event.type"));
        Assert.Equal(["message_id", "root_message_id"], reply.At("event.payload")!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task Deletion_empties_the_body_and_deleting_again_says_nothing_happened()
    {
        var id = (await PostMessageAsync(Bot.Token, "soon gone")).Text("message.id");

        var first = await SendAsync(Bot.Token, "DELETE", $"/api/messages/{id}");
        var second = await SendAsync(Bot.Token, "DELETE", $"/api/messages/{id}");

        Assert.Equal("", first.Text("message.body"));
        Assert.Equal("message.deleted", first.Text("event.type"));
        Assert.Equal("""{"id":"","cursor":"","type":"","workspace_id":"","created_at":"","payload":null}""", second.At("event")!.ToJsonString());
        (await SendAsync(Bot.Token, "PATCH", $"/api/messages/{id}", """{"body":"x"}""")).IsRefused(400, "deleted messages cannot be edited");
    }

    [Fact]
    public async Task The_workspace_owner_deletes_others_messages_and_nobody_else_does()
    {
        var id = (await PostMessageAsync(Bot.Token, "x")).Text("message.id");

        (await SendAsync(OtherBot.Token, "DELETE", $"/api/messages/{id}")).IsRefused(403, "message is not writable");
        (await SendAsync(Member.Token, "DELETE", $"/api/messages/{id}")).IsRefused(403, "message is not writable");
        Assert.Equal(200, (await SendAsync(Owner.Token, "DELETE", $"/api/messages/{id}")).Status);
    }

    [Theory]
    [InlineData("", "1 2 3 4 5 6 7", false, false)]
    [InlineData("limit=3", "5 6 7", true, false)]
    [InlineData("mode=latest&limit=2", "6 7", true, false)]
    [InlineData("after_seq=0&limit=2", "1 2", false, true)]
    [InlineData("after_seq=5", "6 7", true, false)]
    [InlineData("before_seq=4&limit=2", "2 3", true, true)]
    [InlineData("around_seq=4&limit=4", "3 4 5 6", true, true)]
    [InlineData("around_seq=1&limit=4", "1 2 3 4", false, true)]
    [InlineData("around_seq=99&limit=3", "5 6 7", true, false)]
    [InlineData("limit=0", "1 2 3 4 5 6 7", false, false)]
    [InlineData("limit=201", "1 2 3 4 5 6 7", false, false)]
    [InlineData("after_seq=7", "", false, false)]
    public async Task Pages_are_windows_in_ascending_order(string query, string expected, bool older, bool newer)
    {
        for (var i = 1; i <= 7; i++)
        {
            await Owner.SayAsync(General, $"m{i}");
        }

        var reply = await GetAsync(Bot.Token, $"/api/channels/{General.Id}/messages?{query}");

        Assert.Equal(expected, string.Join(' ', reply.At("messages")!.AsArray().Select(message => (long)message!["channel_seq"]!)));
        Assert.Equal(older, (bool)reply.At("has_older")!);
        Assert.Equal(newer, (bool)reply.At("has_newer")!);
    }

    [Theory]
    [InlineData("after_seq=", "after_seq is required")]
    [InlineData("before_seq=-1", "before_seq must be a non-negative integer")]
    [InlineData("after_seq=1&before_seq=2", "before_seq, after_seq, and around_seq are mutually exclusive")]
    [InlineData("mode=oldest", "unsupported message page mode \"oldest\"")]
    [InlineData("mode=latest&after_seq=1", "mode and cursor params are mutually exclusive")]
    public async Task Contradictory_page_requests_are_400(string query, string error) =>
        (await GetAsync(Bot.Token, $"/api/channels/{General.Id}/messages?{query}")).IsRefused(400, $"invalid message page request: {error}");

    [Fact]
    public async Task Pages_show_thread_states_and_single_messages_do_not()
    {
        var root = await Owner.SayAsync(General, "root");
        await Owner.ReplyAsync(root, "reply");

        var page = await GetAsync(Bot.Token, $"/api/channels/{General.Id}/messages");
        Assert.Equal(1, page.Number("messages.0.thread_state.reply_count"));
        Assert.Null((await GetAsync(Bot.Token, $"/api/messages/{root.Id}")).At("message.thread_state"));
    }

    [Fact]
    public async Task A_quote_is_a_snapshot()
    {
        var quoted = await Owner.SayAsync(General, new string('ä', 300));

        var id = (await PostMessageAsync(Bot.Token, "see above", quoted: quoted.Id)).Text("message.id");
        await SendAsync(Owner.Token, "PATCH", $"/api/messages/{quoted.Id}", """{"body":"changed"}""");

        var reply = await GetAsync(Bot.Token, $"/api/messages/{id}");
        Assert.Equal(new string('ä', 280), reply.Text("message.quoted_body_snapshot"));
        Assert.Equal(Owner.Id, reply.Text("message.quoted_author.id"));
    }

    [Fact]
    public async Task Only_living_roots_of_the_same_channel_are_quoted()
    {
        const string Error = "quoted message is not in this channel, conversation, or thread";
        var root = await Owner.SayAsync(General, "root");
        var reply = await Owner.ReplyAsync(root, "reply");
        var elsewhere = await Owner.SayAsync(Server.Channels[1], "elsewhere");
        await SendAsync(Owner.Token, "DELETE", $"/api/messages/{root.Id}");

        foreach (var id in new[] { root.Id, reply.Id, elsewhere.Id, "msg_nonsense" })
        {
            (await PostMessageAsync(Bot.Token, "x", quoted: id)).IsRefused(400, Error);
        }
    }

    [Fact]
    public async Task Mentions_show_on_the_creation_event_only()
    {
        var reply = await PostMessageAsync(Bot.Token, "@Owned-Bot and @service-bot and @owned-bot");

        Assert.Equal(
            new[] { Bot.Id, OtherBot.Id }.Order(StringComparer.Ordinal),
            reply.At("event.mentioned_user_ids")!.AsArray().Select(id => (string)id!));
        Assert.Null(reply.At("message.mentioned_user_ids"));
    }
}

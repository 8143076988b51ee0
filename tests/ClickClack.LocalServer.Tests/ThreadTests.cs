namespace ClickClack.Local.Tests;

public sealed class ThreadTests : LocalServerTest
{
    [Fact]
    public async Task A_reply_counts_and_tells_two_events()
    {
        var root = await Owner.SayAsync(General, "root");

        var reply = await PostAsync(Bot.Token, $"/api/messages/{root.Id}/thread/replies", Draft("@owned-bot look"));

        Assert.Equal(201, reply.Status);
        Assert.Equal(["thread.reply_created", "thread.state_updated"], reply.Texts("events", "type"));
        Assert.Equal(root.Id, reply.Text("message.parent_message_id"));
        Assert.Equal(1, reply.Number("message.thread_seq"));
        Assert.Null(reply.At("message.channel_seq"));
        Assert.Equal(OtherBot.Id, reply.Text("events.0.mentioned_user_ids.0"));
        Assert.Null(reply.At("events.0.payload.author_id"));
        Assert.Equal(Bot.Id, reply.Text("thread_state.last_reply_author_ids.0"));
    }

    [Fact]
    public async Task Replies_to_replies_are_refused()
    {
        var root = await Owner.SayAsync(General, "root");
        var reply = await Owner.ReplyAsync(root, "reply");

        (await PostAsync(Bot.Token, $"/api/messages/{reply.Id}/thread/replies", Draft("x"))).IsRefused(400, "nested thread replies are not supported");
        (await GetAsync(Bot.Token, $"/api/messages/{reply.Id}/thread")).IsRefused(400, "thread root must be a root message");
    }

    [Theory]
    [InlineData("", "1 2 3 4 5")]
    [InlineData("?limit=2", "1 2")]
    [InlineData("?limit=2&latest=true", "4 5")]
    public async Task A_thread_is_read_from_its_start_or_its_end(string query, string expected)
    {
        var root = await Owner.SayAsync(General, "root");
        for (var i = 1; i <= 5; i++)
        {
            await Owner.ReplyAsync(root, $"r{i}");
        }

        var reply = await GetAsync(Bot.Token, $"/api/messages/{root.Id}/thread{query}");

        Assert.Equal(expected, string.Join(' ', reply.At("replies")!.AsArray().Select(message => (long)message!["thread_seq"]!)));
        Assert.Equal(5, reply.Number("thread_state.reply_count"));
    }

    [Fact]
    public async Task A_root_gets_its_public_address_with_the_first_look_at_its_thread()
    {
        var root = await Owner.SayAsync(General, "root");
        Assert.Null((await GetAsync(Bot.Token, $"/api/messages/{root.Id}")).At("message.route_id"));

        var route = (await GetAsync(Bot.Token, $"/api/messages/{root.Id}/thread")).Text("root.route_id");

        Assert.Matches("^M[0-9A-HJKMNP-TV-Z]{16}$", route);
        Assert.Equal(route, (await GetAsync(Bot.Token, $"/api/messages/{root.Id}")).Text("message.route_id"));
    }

    [Fact]
    public async Task The_last_three_authors_are_remembered_newest_first()
    {
        var root = await Owner.SayAsync(General, "root");
        foreach (var token in new[] { Bot.Token, OtherBot.Token, Member.Token, Owner.Token, OtherBot.Token })
        {
            await PostAsync(token, $"/api/messages/{root.Id}/thread/replies", Draft("x"));
        }

        var reply = await GetAsync(Bot.Token, $"/api/messages/{root.Id}/thread");

        Assert.Equal(
            [OtherBot.Id, Owner.Id, Member.Id], reply.At("thread_state.last_reply_author_ids")!.AsArray().Select(id => (string)id!));
    }

    [Fact]
    public async Task A_reply_quotes_within_its_thread()
    {
        var root = await Owner.SayAsync(General, "root");
        var first = await Owner.ReplyAsync(root, "first");
        var other = await Owner.SayAsync(General, "other");
        var path = $"/api/messages/{root.Id}/thread/replies";

        Assert.Equal(201, (await PostAsync(Bot.Token, path, Draft("x", quoted: root.Id))).Status);
        Assert.Equal(201, (await PostAsync(Bot.Token, path, Draft("x", quoted: first.Id))).Status);
        (await PostAsync(Bot.Token, path, Draft("x", quoted: other.Id)))
            .IsRefused(400, "quoted message is not in this channel, conversation, or thread");
    }
}

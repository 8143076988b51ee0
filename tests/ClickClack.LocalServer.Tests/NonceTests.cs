namespace ClickClack.Local.Tests;

public sealed class NonceTests : LocalServerTest
{
    private const string Conflict = "client nonce was already used for a different message";

    [Fact]
    public async Task A_repetition_is_200_with_the_same_message_and_no_event_key()
    {
        var first = await PostMessageAsync(Bot.Token, "once", nonce: "n");

        var again = await PostMessageAsync(Bot.Token, " once ", nonce: " n ");

        Assert.Equal(200, again.Status);
        Assert.Equal(first.Text("message.id"), again.Text("message.id"));
        Assert.False(again.Json.AsObject().ContainsKey("event"));
    }

    [Fact]
    public async Task A_repeated_reply_has_null_for_its_events()
    {
        var root = await Owner.SayAsync(General, "root");
        var path = $"/api/messages/{root.Id}/thread/replies";
        await PostAsync(Bot.Token, path, Draft("reply", nonce: "n"));

        var again = await PostAsync(Bot.Token, path, Draft("reply", nonce: "n"));

        Assert.Equal(200, again.Status);
        Assert.True(again.Json.AsObject().TryGetPropertyValue("events", out var events) && events is null);
        Assert.Equal(1, again.Number("thread_state.reply_count"));
    }

    [Fact]
    public async Task The_same_nonce_for_something_else_is_400()
    {
        var root = (await PostMessageAsync(Bot.Token, "once", nonce: "n")).Text("message.id");

        (await PostMessageAsync(Bot.Token, "twice", nonce: "n")).IsRefused(400, Conflict);
        (await PostMessageAsync(Bot.Token, "once", nonce: "n", channel: Server.Channels[1].Id)).IsRefused(400, Conflict);
        (await PostMessageAsync(Bot.Token, "once", nonce: "n", quoted: root)).IsRefused(400, Conflict);
        (await PostAsync(Bot.Token, $"/api/messages/{root}/thread/replies", Draft("once", nonce: "n"))).IsRefused(400, Conflict);
    }

    [Fact]
    public async Task Nonces_belong_to_their_author()
    {
        await PostMessageAsync(Bot.Token, "mine", nonce: "n");

        Assert.Equal(201, (await PostMessageAsync(OtherBot.Token, "mine too", nonce: "n")).Status);
    }

    [Fact]
    public async Task After_an_edit_or_deletion_the_original_request_is_a_conflict()
    {
        var id = (await PostMessageAsync(Bot.Token, "once", nonce: "n")).Text("message.id");

        await SendAsync(Bot.Token, "PATCH", $"/api/messages/{id}", """{"body":"edited"}""");
        (await PostMessageAsync(Bot.Token, "once", nonce: "n")).IsRefused(400, Conflict);
        Assert.Equal(200, (await PostMessageAsync(Bot.Token, "edited", nonce: "n")).Status);

        await SendAsync(Bot.Token, "DELETE", $"/api/messages/{id}");
        (await PostMessageAsync(Bot.Token, "edited", nonce: "n")).IsRefused(400, Conflict);
    }

    [Theory]
    [InlineData("a\0b", "nonce must not contain NUL")]
    [InlineData("x*129", "nonce is too long")]
    public async Task Odd_nonces_are_400(string nonce, string error) =>
        (await PostMessageAsync(Bot.Token, "x", nonce: nonce == "x*129" ? new string('é', 129) : nonce)).IsRefused(400, error);

    [Fact]
    public async Task A_nonce_is_looked_up_by_its_author()
    {
        var id = (await PostMessageAsync(Bot.Token, "once", nonce: "n")).Text("message.id");

        var found = await GetAsync(Bot.Token, $"/api/messages/by-nonce?workspace_id={Workspace}&nonce=n");
        var missing = await GetAsync(OtherBot.Token, $"/api/messages/by-nonce?workspace_id={Workspace}&nonce=n");

        Assert.Equal(id, found.Text("message.id"));
        missing.IsRefused(404, "sql: no rows in result set");
        Assert.Equal("supported", found.Headers["X-ClickClack-Message-Nonce"]);
        Assert.Equal("supported", missing.Headers["X-ClickClack-Message-Nonce"]);
    }

    [Fact]
    public async Task Parallel_repetitions_create_one_message()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => PostMessageAsync(Bot.Token, "once", nonce: "n")));

        Assert.Single(replies.Select(reply => reply.Text("message.id")).Distinct());
        Assert.Single(replies, reply => reply.Status == 201);
    }
}

using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class ReactionTests : LocalServerTest
{
    [Fact]
    public async Task A_reaction_counts_once_per_user()
    {
        var message = await Owner.SayAsync(General, "hi");

        var first = await ReactAsync(Bot.Token, message, "👍");
        var again = await ReactAsync(Bot.Token, message, "👍");
        var other = await ReactAsync(OtherBot.Token, message, "👍");

        Assert.Equal(201, first.Status);
        Assert.Equal(1, first.Number("event.payload.count"));
        Assert.Equal(200, again.Status);
        Assert.Equal("", again.Text("event.id"));
        Assert.Equal(2, other.Number("reactions.0.count"));
    }

    [Fact]
    public async Task Summaries_are_ordered_by_count_and_tell_the_callers_own()
    {
        var message = await Owner.SayAsync(General, "hi");
        await ReactAsync(Bot.Token, message, "🎉");
        await ReactAsync(Bot.Token, message, "👍");
        await ReactAsync(OtherBot.Token, message, "👍");

        var reply = await GetAsync(OtherBot.Token, $"/api/messages/{message.Id}");

        Assert.Equal(["👍", "🎉"], reply.Texts("message.reactions", "emoji"));
        Assert.True((bool)reply.At("message.reactions.0.reacted_by_me")!);
        Assert.False((bool)reply.At("message.reactions.1.reacted_by_me")!);
    }

    [Fact]
    public async Task Removing_what_is_not_there_is_no_event()
    {
        var message = await Owner.SayAsync(General, "hi");
        await ReactAsync(Bot.Token, message, "👍");

        var others = await SendAsync(OtherBot.Token, "DELETE", $"/api/messages/{message.Id}/reactions/%F0%9F%91%8D");
        var mine = await SendAsync(Bot.Token, "DELETE", $"/api/messages/{message.Id}/reactions/%F0%9F%91%8D");

        Assert.Equal("", others.Text("event.type"));
        Assert.Equal("reaction.removed", mine.Text("event.type"));
        Assert.Equal(0, mine.Number("event.payload.count"));
    }

    private Task<Reply> ReactAsync(string token, LocalMessage message, string emoji) =>
        PostAsync(token, $"/api/messages/{message.Id}/reactions", new JsonObject { ["emoji"] = emoji });
}

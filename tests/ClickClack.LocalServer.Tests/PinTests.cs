using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class PinTests : LocalServerTest
{
    [Fact]
    public async Task A_pinned_message_is_listed_newest_first()
    {
        var first = await Owner.SayAsync(General, "first");
        var second = await Owner.ReplyAsync(first, "second");

        var pinned = await PinAsync(first.Id);
        await PinAsync(second.Id);

        Assert.Equal(201, pinned.Status);
        Assert.Equal("pin.added", pinned.Text("event.type"));
        Assert.Equal(Bot.Id, pinned.Text("event.payload.pinned_by"));
        Assert.Equal([second.Id, first.Id], (await GetAsync(Bot.Token, $"/api/channels/{General.Id}/pins")).Texts("messages", "id"));
    }

    [Fact]
    public async Task What_cannot_be_pinned_is_refused()
    {
        var message = await Owner.SayAsync(General, "here");
        var elsewhere = await Owner.SayAsync(Server.Channels[1], "elsewhere");
        await PinAsync(message.Id);

        (await PinAsync("")).IsRefused(400, "message_id is required");
        (await PinAsync("msg_unknown")).IsRefused(400, "sql: no rows in result set");
        (await PinAsync(elsewhere.Id)).IsRefused(400, "message is not in this channel");
        (await PinAsync(message.Id)).IsRefused(409, "message is already pinned");
    }

    [Fact]
    public async Task Taking_a_pin_off_tells_so_once()
    {
        var message = await Owner.SayAsync(General, "here");
        await PinAsync(message.Id);

        Assert.Equal("pin.removed", (await UnpinAsync()).Text("event.type"));
        (await UnpinAsync()).IsRefused(404, "pinned message not found");

        Task<Reply> UnpinAsync() => SendAsync(Bot.Token, "DELETE", $"/api/channels/{General.Id}/pins/{message.Id}");
    }

    [Fact]
    public async Task Deleting_a_pinned_message_takes_the_pin_off_first()
    {
        var message = await Owner.SayAsync(General, "here");
        await PinAsync(message.Id);
        using var socket = await ConnectAtTailAsync(Bot.Token);

        await SendAsync(Owner.Token, "DELETE", $"/api/messages/{message.Id}");

        Assert.Equal("pin.removed", await socket.NextTypeAsync());
        Assert.Equal("message.deleted", await socket.NextTypeAsync());
    }

    private Task<Reply> PinAsync(string id) => PostAsync(Bot.Token, $"/api/channels/{General.Id}/pins", new JsonObject { ["message_id"] = id });
}

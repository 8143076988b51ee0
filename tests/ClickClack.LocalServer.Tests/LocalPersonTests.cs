namespace ClickClack.Local.Tests;

public sealed class LocalPersonTests : LocalServerTest
{
    [Fact]
    public async Task Somebody_new_can_be_mentioned()
    {
        var ada = await Server.AddPersonAsync("Ada", "ada");

        Assert.Equal(ada.Id, (await PostMessageAsync(Bot.Token, "hi @ada")).Text("event.mentioned_user_ids.0"));
        Assert.Equal(200, (await GetAsync(ada.Token, "/api/me")).Status);
        Assert.Contains(ada, Server.People);
    }

    [Fact]
    public async Task What_a_bot_answers_can_be_read()
    {
        var channel = await Server.AddChannelAsync("Ops Room");
        var said = await Owner.SayAsync(channel, " ping ");
        await PostMessageAsync(Bot.Token, "pong", quoted: said.Id, channel: channel.Id);

        var messages = await Owner.ReadAsync(channel);

        Assert.Equal("ops-room", channel.Name);
        Assert.Equal(["ping", "pong"], messages.Select(message => message.Body));
        Assert.Equal(said.Id, messages[1].QuotedMessageId);
        Assert.Equal(Bot.Id, messages[1].AuthorId);
    }

    [Fact]
    public async Task Threads_and_conversations_can_be_read_too()
    {
        var conversation = await Owner.OpenConversationAsync(Bot.Id);
        var root = await Owner.SayAsync(conversation, "root");
        await Owner.ReplyAsync(root, "reply");

        Assert.Equal("root", Assert.Single(await Owner.ReadAsync(conversation)).Body);
        Assert.Equal("reply", Assert.Single(await Owner.ReadRepliesAsync(root)).Body);
    }

    [Fact]
    public async Task Refusals_say_what_was_wrong()
    {
        var conversation = await Owner.OpenConversationAsync(Bot.Id);

        Assert.Equal("message body is required", (await Assert.ThrowsAsync<InvalidOperationException>(() => Owner.SayAsync(General, " "))).Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Member.ReadAsync(conversation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Server.AddBotAsync("Again", Bot.Handle));
    }

    [Fact]
    public async Task A_bot_is_live_once_its_socket_has_caught_up()
    {
        var live = Server.WhenLiveAsync(Bot, Stop);
        Assert.False(live.IsCompleted);

        using var socket = await ConnectAtTailAsync(Bot.Token);

        await live.WaitAsync(Patience, Stop);
    }
}

namespace ClickClack.Framework.Tests.Handlers;

public sealed class MessageTests
{
    [Fact]
    public void A_message_for_a_test_is_a_root_in_a_channel()
    {
        Message message = Message.Of("hi", author: "bob", channel: "ops");

        Assert.Equal(("hi", "hi"), (message.Body, message.Text));
        Assert.Equal(new Author(new UserId("usr_bob"), "bob", "bob"), message.Author);
        Assert.Equal(new MessageChannel(new ChannelId("chn_ops"), "ops"), message.Channel);
        Assert.Null(message.Conversation);
        Assert.Null(message.ThreadRoot);
        Assert.False(message.IsReply);
        Assert.Equal("@bob: hi", message.ToString());
    }

    [Fact]
    public void A_direct_message_for_a_test_has_no_channel()
    {
        Message message = Message.Of("hi", dm: true);

        Assert.Null(message.Channel);
        Assert.Equal(new MessageConversation(new DirectConversationId("dm_alice"), false), message.Conversation);
    }

    [Fact]
    public void A_reply_for_a_test_names_its_root()
    {
        Message message = Message.Of("hi", threadRoot: "msg_1");

        Assert.True(message.IsReply);
        Assert.Equal(new MessageId("msg_1"), message.ThreadRoot);
    }

    [Fact]
    public void Who_has_no_handle_is_addressed_by_name() =>
        Assert.Equal("Ada", new Author(new UserId("usr_1"), "Ada", "").Mention);

    [Fact]
    public void A_default_id_is_empty_text()
    {
        Assert.Equal("", default(MessageId).ToString());
        Assert.Equal("", default(ChannelId).ToString());
        Assert.Equal("", default(UserId).ToString());
        Assert.Equal("", default(WorkspaceId).ToString());
        Assert.Equal("", default(DirectConversationId).ToString());
    }

    [Fact]
    public void Its_place_is_a_target_for_a_later_send()
    {
        Assert.Equal(new Target.Channel(new ChannelId("chn_ops")), Message.Of("hi", channel: "ops").Place);
        Assert.Equal(new Target.Conversation(new DirectConversationId("dm_alice")), Message.Of("hi", dm: true).Place);
        Assert.Equal(Target.Parse("thread:msg_1"), Message.Of("hi", threadRoot: "msg_1").Place);
    }
}

namespace ClickClack.Framework.Tests.Handlers;

public sealed class ReplyTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData(" \n\t ", true)]
    [InlineData("x", false)]
    public void Rule08_blank_text_is_no_reply(string? text, bool blank)
    {
        Assert.Equal(blank, Reply.InPlace(text).IsBlank);
        Assert.Equal(blank, Reply.InThread(text).IsBlank);
        Assert.Equal(blank, Reply.Plain(text).IsBlank);
        Assert.Equal(blank, Reply.To(Target.Parse("ops"), text).IsBlank);
    }

    [Fact]
    public void A_text_is_a_reply_where_the_message_was()
    {
        Reply? reply = "hi";
        Assert.Equal(Reply.InPlace("hi"), reply);

        string? nothing = null;
        reply = nothing;
        Assert.Null(reply);
    }

    [Fact]
    public void Replies_are_equal_by_value()
    {
        Assert.Equal(Reply.To(Target.Parse("ops"), "x"), Reply.To(Target.Parse("channel:ops"), "x"));
        Assert.NotEqual(Reply.InPlace("x"), Reply.InThread("x"));
        Assert.NotEqual(Reply.InPlace("x"), Reply.InPlace("y"));
        Assert.NotEqual(Reply.To(Target.Parse("ops"), "x"), Reply.To(Target.Parse("general"), "x"));
    }

    [Fact]
    public void A_reply_elsewhere_needs_a_target() => Assert.Throws<ArgumentNullException>(() => Reply.To(null!, "x"));

    [Fact]
    public void A_reply_shows_its_text() => Assert.Equal("x", Reply.InThread("x").ToString());
}

using ClickClack.Replies;

namespace ClickClack.Framework.Tests.Replies;

public sealed class OwnMessagesTests
{
    private readonly OwnMessages own = new();

    [Fact]
    public void Rule15_an_echo_before_the_answer_is_known_by_its_nonce()
    {
        own.Begin("n1");

        Assert.True(own.Contains("msg_1", "n1"));
        Assert.False(own.Contains("msg_1", "n2"));
        Assert.False(own.Contains("msg_1", null));
    }

    [Fact]
    public void Rule15_after_the_answer_only_the_id_counts_because_everybody_can_copy_a_nonce()
    {
        own.Begin("n1");
        own.End("n1", "msg_1");

        Assert.True(own.Contains("msg_1", null));
        Assert.True(own.Contains("msg_1", "other"));
        Assert.False(own.Contains("msg_2", "n1"));
    }

    [Fact]
    public void A_post_that_failed_leaves_nothing()
    {
        own.Begin("n1");
        own.End("n1", null);

        Assert.False(own.Contains("msg_1", "n1"));
    }

    [Fact]
    public void So_many_posts_are_remembered_and_no_more()
    {
        for (int i = 0; i <= 8192; i++)
        {
            own.Begin("n");
            own.End("n", $"msg_{i}");
        }

        Assert.False(own.Contains("msg_0", null));
        Assert.True(own.Contains("msg_1", null));
        Assert.True(own.Contains("msg_8192", null));
    }
}

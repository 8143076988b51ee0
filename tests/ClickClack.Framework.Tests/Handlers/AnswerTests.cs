using ClickClack.Handlers;

namespace ClickClack.Framework.Tests.Handlers;

/// <summary>What a handler returned, whatever its form.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void Blank_text_is_no_reply_in_any_form(string? text)
    {
        Assert.Empty(Answer.Of(text).Replies);
        Assert.Empty(Answer.Of((Reply?)text).Replies);
        Assert.Empty(Answer.Of(text is null ? null : Reply.InThread(text)).Replies);
        Assert.Equal([Reply.InPlace("a")], Answer.Of([text, "a", text]).Replies);
        Assert.Equal([Reply.InPlace("a")], Answer.Of((Reply?[])[text, "a", null]).Replies);
        Assert.Empty(Answer.Of((string?[])[text]).Replies);
    }

    [Fact]
    public void Each_form_is_what_came()
    {
        Reply reply = Reply.InThread("thread");
        Assert.Equal([Reply.InPlace("text")], Answer.Of("text").Replies);
        Assert.Same(reply, Assert.Single(Answer.Of(reply).Replies));
        Assert.Equal([reply, "text"], Answer.Of((Reply[])[reply, "text"]).Replies);
        Assert.Equal(["a", "b"], Answer.Of((string[])["a", "b"]).Replies.Select(static one => one.Text));
        Assert.Empty(default(Answer).Replies);
        Assert.Empty(Answer.Of((IEnumerable<Reply?>?)null).Replies);
        Assert.All(
            (Answer[])[default, Answer.Of("text"), Answer.Of(reply), Answer.Of((string[])["a"])],
            static answer => Assert.True(answer is { Stream: null, Refusal: null }));
    }

    [Fact]
    public void Several_are_taken_at_once()
    {
        var replies = new List<Reply?> { "a" };
        Answer answer = Answer.Of(replies);
        replies.Add("b");
        Assert.Single(answer.Replies);
        Assert.Throws<TimeoutException>(() => Answer.Of(Failing()));

        static IEnumerable<string?> Failing()
        {
            yield return "a";
            throw new TimeoutException();
        }
    }

    [Fact]
    public void A_text_that_grows_has_no_replies()
    {
        IAsyncEnumerable<string?> chunks = Answer.Chunks(null);
        Answer answer = Answer.Of(chunks);
        Assert.Same(chunks, answer.Stream);
        Assert.Empty(answer.Replies);
        Assert.Null(answer.Refusal);
        Assert.Null(Answer.Of((IAsyncEnumerable<string?>?)null).Stream);
    }

    [Fact]
    public void A_refusal_says_why_and_what_is_answered_instead()
    {
        Answer refused = Answer.Refused(FilterResult.Refuse("not now"));
        Assert.Equal("refused by a filter", refused.Refusal);
        Assert.Equal("not now", Assert.Single(refused.Replies).Text);
        Assert.Null(refused.Stream);
        Assert.True(Answer.Refused(FilterResult.Refuse()) is { Refusal: not null, Replies.Count: 0 });
        Assert.True(Answer.Unfit() is { Refusal: not null, Replies.Count: 0, Stream: null });
    }
}

using System.Diagnostics;
using ClickClack.Dispatch;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class MentionsTests
{
    [Theory]
    [InlineData("@echo")]
    [InlineData("hi @echo")]
    [InlineData("hi @ECHO!")]
    [InlineData("(@echo)")]
    [InlineData("`@echo`")]
    [InlineData("ü@echo")]
    [InlineData("@other @echo")]
    [InlineData("[label] @echo")]
    [InlineData("[open @echo")]
    [InlineData("https://x.example/y @echo")]
    public void A_handle_after_an_at_sign_is_a_mention(string text) => Assert.True(Mentions.Contains(text, "echo"));

    [Theory]
    [InlineData("")]
    [InlineData("echo")]
    [InlineData("@echo-two")]
    [InlineData("@echo_")]
    [InlineData("@@echo")]
    [InlineData("me@echo")]
    [InlineData("a-@echo")]
    [InlineData("@ echo")]
    [InlineData("https://x.example/@echo")]
    [InlineData("HTTPS://x.example/@echo")]
    [InlineData("www.x.example/@echo")]
    [InlineData("[see @echo](https://x.example)")]
    [InlineData("[x](@echo)")]
    public void Addresses_links_and_longer_words_are_none(string text) => Assert.False(Mentions.Contains(text, "echo"));

    [Fact]
    public void A_bot_without_a_handle_is_never_mentioned()
    {
        Assert.False(Mentions.Contains("@ @", ""));
        Assert.Equal("@echo hi", Mentions.WithoutLeading("@echo hi", ""));
    }

    [Theory]
    [InlineData("@echo hi", "hi")]
    [InlineData("@Echo, hi", "hi")]
    [InlineData("@echo: hi", "hi")]
    [InlineData("@echo ; hi", "hi")]
    [InlineData("  @echo\n/roll 2d6", "/roll 2d6")]
    [InlineData("@echo", "")]
    [InlineData("@echo,", "")]
    [InlineData("@echo @echo hi", "@echo hi")]
    public void A_leading_mention_is_not_part_of_the_text(string body, string text) => Assert.Equal(text, Mentions.WithoutLeading(body, "echo"));

    [Theory]
    [InlineData("hi @echo")]
    [InlineData("@echo-two hi")]
    [InlineData("@other hi")]
    [InlineData("hi")]
    [InlineData("")]
    public void Without_a_leading_mention_the_text_is_the_body(string body) => Assert.Equal(body, Mentions.WithoutLeading(body, "echo"));

    [Theory]
    [InlineData('[')]
    [InlineData('@')]
    [InlineData('a')]
    [InlineData('.')]
    [InlineData('(')]
    public void A_large_hostile_text_costs_linear_time(char character)
    {
        string text = new(character, 2 * 1024 * 1024);
        long began = Stopwatch.GetTimestamp();

        Assert.False(Mentions.Contains(text, "echo"));

        // Quadratic time would be a quarter of an hour; linear is a moment, on however busy a machine.
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1));
    }
}

using ClickClack.Local.Rules;

namespace ClickClack.Local.Tests;

public sealed class MentionTests
{
    [Theory]
    [InlineData("hi @ada", "ada")]
    [InlineData("@ada @Ada @bob", "ada bob")]
    [InlineData("(@ada)", "ada")]
    [InlineData("`@ada`", "ada")]
    [InlineData("@ada-", "ada-")]
    [InlineData("@ada, @bob.", "ada bob")]
    [InlineData("mail a@ada.test", "")]
    [InlineData("@@ada", "")]
    [InlineData("https://x.test/@ada www.x.test/@ada", "")]
    [InlineData("https://x.test/@ada @bob", "bob")]
    [InlineData("[@ada](https://x.test) @bob", "bob")]
    [InlineData("[@ada] (x)", "ada")]
    [InlineData("@", "")]
    public void Finds_what_the_server_finds(string body, string handles) =>
        Assert.Equal(handles.Split(' ', StringSplitOptions.RemoveEmptyEntries), Mentions.Handles(body));
}

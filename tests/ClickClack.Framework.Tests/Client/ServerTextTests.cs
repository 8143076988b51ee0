using ClickClack.Client;

namespace ClickClack.Framework.Tests.Client;

public sealed class ServerTextTests
{
    [Theory]
    [InlineData("bad token ccb_01abcXYZ.", "bad token ccb_***.")]
    [InlineData("ccb_abc-def_ghi", "ccb_***")]
    [InlineData("sst_1 mgt_2 ccs_3", "sst_*** mgt_*** ccs_***")]
    [InlineData("token=\"ccb_1\"", "token=\"ccb_***\"")]
    public void Tokens_are_blanked(string text, string clean) => Assert.Equal(clean, ServerText.Clean(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Nothing_is_said_so(string? text) => Assert.Equal("no reason given", ServerText.Clean(text));

    [Fact]
    public void It_is_one_line() => Assert.Equal("a  b c d", ServerText.Clean("a\r\nb\tc\0d\n"));

    [Fact]
    public void It_is_bounded_and_never_cuts_a_character_in_two()
    {
        string clean = ServerText.Clean(string.Concat(Enumerable.Repeat("😀", 1_000_000)));

        Assert.InRange(clean.Length, 100, 210);
        Assert.EndsWith("😀…", clean, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', clean);
    }

    [Fact]
    public void A_token_at_the_cut_is_blanked_too()
    {
        for (int before = 150; before < 220; before++)
        {
            string clean = ServerText.Clean(new string('.', before) + "ccb_" + new string('s', 2000));
            Assert.DoesNotContain("s", clean, StringComparison.Ordinal);
        }
    }
}

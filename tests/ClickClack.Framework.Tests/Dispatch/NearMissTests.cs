using ClickClack.Dispatch;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class NearMissTests
{
    [Theory]
    [InlineData("stagign", "staging")]
    [InlineData("STAGIN", "staging")]
    [InlineData("prodution", "production")]
    [InlineData("dryrun", "dry-run")]
    [InlineData("dry_rnu", "dry-run")]
    [InlineData("lo", "low")]
    [InlineData("hihg", "high")]
    [InlineData("x", null)]
    [InlineData("", null)]
    [InlineData("stage", null)]
    [InlineData("develop", null)]
    [InlineData("hi", null)]
    public void A_slip_is_recognised_and_another_word_is_not(string word, string? nearest) =>
        Assert.Equal(nearest, NearMiss.Find(word, ["staging", "production", "dry-run", "low", "high"]));

    [Fact]
    public void What_nobody_mistypes_is_not_compared()
    {
        Assert.Null(NearMiss.Find(new string('a', 41), [new string('a', 41)]));
        Assert.Null(NearMiss.Find(new string('a', 40), [new string('a', 41)]));
        Assert.Equal(new string('b', 40), NearMiss.Find(new string('b', 39), [new string('b', 40)]));
    }
}

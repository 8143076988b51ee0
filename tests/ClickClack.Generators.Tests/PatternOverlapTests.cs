using System.Text.RegularExpressions;
using ClickClack.Generators;

namespace ClickClack.GeneratorTests;

public sealed class PatternOverlapTests
{
    [Theory]
    [InlineData("""[OnPattern(@"ticket (?<id>\d+)")] public string One(long id) => ""; [OnPattern([|@"close ticket \d+"|])] public string Two() => "";""", "close ticket 5")]
    [InlineData("""[OnPattern("(?i)deploy")] public string One() => ""; [OnPattern([|"undo|DEPLOY now"|])] public string Two() => "";""", "DEPLOY now")]
    [InlineData("""[OnPattern("[a-f]x{2}")] public string One() => ""; [OnPattern([|"^[ab]x+(yes)?$|axx"|])] public string Two() => "";""", "axx")]
    [InlineData("""[OnPattern("a b"), OnDm] public string One() => ""; [OnPattern([|"a b c"|])] public string Two() => "";""", "a b c")]
    public async Task A_text_for_a_pattern_that_goes_to_another_is_shown(string members, string sample) => Assert.Equal(
        $"\"{sample}\" goes to 'Handler.One' (Bot.cs, line 1), whose pattern matches it too and goes first: give the pattern that should have it a lower Order",
        await Analyzers.AssertOneAsync("CC1016", $"class Handler {{ {members} }}"));

    [Theory]
    [InlineData("""[OnPattern(".*")] public string One() => ""; [OnPattern([|"x"|], Order = 1)] public string Two() => "";""", "every text")]
    [InlineData("""[OnPattern("a?")] public string One() => ""; [OnPattern([|"x"|])] public string Two() => "";""", "every text")]
    [InlineData("""[OnPattern("x")] public string One() => ""; [OnPattern([|"x"|], Order = 1)] public string Two() => "";""", "the same")]
    [InlineData("""[OnPattern("x")] public string One() => ""; [OnPattern([|"x"|]), OnDm] public string Two() => "";""", "the same")]
    public async Task A_pattern_that_never_wins_is_told_what_goes_first(string members, string what) => Assert.Equal(
        $"'Handler.Two' is never called: the pattern of 'Handler.One' (Bot.cs, line 1) goes first and matches {what}",
        await Analyzers.AssertOneAsync("CC1017", $"class Handler {{ {members} }}"));

    [Theory]
    [InlineData("""[OnPattern("ticket")] public string One() => ""; [OnPattern("close")] public string Two() => "";""")]
    [InlineData("""[OnPattern("close ticket")] public string One() => ""; [OnPattern("ticket")] public string Two() => "";""")]
    [InlineData("""[OnPattern("ticket")] public string One() => ""; [OnPattern("close ticket", Order = -1)] public string Two() => "";""")]
    [InlineData("""[OnPattern("ticket", Order = -1)] public string One() => ""; [OnPattern("close ticket")] public string Two() => "";""")]
    [InlineData("""[OnPattern("^ticket$")] public string One() => ""; [OnPattern("close ticket")] public string Two() => "";""")]
    [InlineData("""[OnPattern("a"), OnDm] public string One() => ""; [OnPattern("ab"), OnChannel("x")] public string Two() => "";""")]
    [InlineData("""[OnPattern("a"), OnDm] public string One() => ""; [OnPattern("a"), OnChannel("x")] public string Two() => "";""")]
    [InlineData("""[OnPattern("a"), Account("one")] public string One() => ""; [OnPattern("ab"), Account("other")] public string Two() => "";""")]
    public async Task Patterns_that_stay_out_of_each_others_way_are_fine(string members) => await Analyzers.AssertNoneAsync($"class Handler {{ {members} }}");

    [Theory]
    [InlineData(@"ticket (?<id>\d+)", "ticket 5")]
    [InlineData(@"^roll(ed)? (?:\d{2}|many) (?i)dice[!?]*$", "roll 55 dice")]
    [InlineData(@"\bship\b\s+[^x]", "ship 5")]
    [InlineData(@"(?#note)a\x41\u0042\.\p{Lu}", "aAB.X")]
    [InlineData(@"[\]a-]{3,}", "---")]
    [InlineData(@"{a}", "{a}")]
    [InlineData(@"[a-z-[aeiou]]+", "x")]
    public void Samples_are_short_texts_that_match(string expression, string first)
    {
        var regex = new Regex(expression, RegexOptions.CultureInvariant);
        IReadOnlyList<string> samples = PatternSamples.Of(expression, regex);
        Assert.Equal(first, samples[0]);
        Assert.All(samples, sample => Assert.Matches(regex, sample));
    }

    [Theory]
    [InlineData("(?x) a b # blanks mean nothing")]
    [InlineData(@"\p{IsGreek}")]
    [InlineData("^$")]
    [InlineData("(((a|b){30}){30}){30}")]
    [InlineData("(a?){60}b{200}")]
    public void An_unusual_expression_has_none(string expression) =>
        Assert.Empty(PatternSamples.Of(expression, new Regex(expression, RegexOptions.CultureInvariant)));

    [Fact]
    public void Nothing_written_by_half_makes_them_throw()
    {
        const string Whole = @"^(?<a>[^\]x-[y]]{2,3}?|\p{L}\u0041\x41)(?'b'(?i:c)*)(?#d)\b$";
        for (int start = 0; start < Whole.Length; start++)
        {
            for (int end = start; end <= Whole.Length; end++)
            {
                PatternSamples.Of(Whole[start..end], new Regex("x"));
            }
        }
    }
}

namespace ClickClack.GeneratorTests;

public sealed class CheckTests
{
    private const string Source = """
        using System.ComponentModel.DataAnnotations;
        enum Color { Red, Green, Blue }
        static class Commands
        {
            [OnCommand("int")] public static string Int([Range(1, 6)] int value = 100) => $"{value}";
            [OnCommand("long")] public static string Long([Range(1, 6, MinimumIsExclusive = true)] long? value = null) => $"{value}";
            [OnCommand("open")] public static string Open([Range(0.5, double.MaxValue)] double value) => FormattableString.Invariant($"{value}");
            [OnCommand("decimal")] public static string Decimal([Range(typeof(decimal), "0.1", "0.9")] decimal value) => FormattableString.Invariant($"{value}");
            [OnCommand("wait")] public static string Wait([Range(typeof(TimeSpan), "00:01:00", "01:00:00")] TimeSpan value) => $"{value}";
            [OnCommand("second")] public static string Second(int first, [Range(1, 6)] int second = 0, [AllowedValues("a"), Option("third")] string? third = null) => $"{first} {second} {third}";
            [OnCommand("text")] public static string Text([StringLength(5, MinimumLength = 2)] string value) => value;
            [OnCommand("short")] public static string Short([MaxLength(3)] string? value = null) => value ?? "none";
            [OnCommand("rest")] public static string Rest([MaxLength(5), Rest] string value) => value;
            [OnCommand("allowed")] public static string Allowed([AllowedValues("fast", "slow")] string value) => value;
            [OnCommand("color")] public static string Colored([AllowedValues(Color.Red, Color.Blue)] Color value) => $"{value}";
            [OnCommand("power")] public static string Power([AllowedValues(1, 2, 4)] byte value) => $"{value}";
            [OnCommand("version")] public static string Version([RegularExpression(@"\d+|\d+\.\d+")] string value) => value;
            /// <param name="value">a version such as 1.2</param>
            [OnCommand("tagged"), OnCommand("tags")] public static string Tagged([RegularExpression("[a-z]+"), MaxLength(5)] List<string> value) => string.Join('|', value);
            [OnCommand("both")] public static string Both([RegularExpression("a.*b"), MaxLength(4)] string @class) => @class;
        }
        """;

    [Theory]
    [InlineData("/int 1", "1")]
    [InlineData("/int 7", "`7` is not a whole number from 1 to 6 (value)")]
    [InlineData("/int x", "`x` is not a whole number from 1 to 6 (value)")]
    [InlineData("/int", "100")]
    [InlineData("/long", "")]
    [InlineData("/long 1", "`1` is not a whole number above 1, up to 6 (value)")]
    [InlineData("/long 6", "6")]
    [InlineData("/open 1e300", "1E+300")]
    [InlineData("/open 0.4", "`0.4` is not a number of 0.5 or more (value)")]
    [InlineData("/decimal 0.9", "0.9")]
    [InlineData("/decimal 0.91", "`0.91` is not a number from 0.1 to 0.9 (value)")]
    [InlineData("/wait 59s", "`59s` is not a duration from 1m to 1h (value)")]
    [InlineData("/wait 1h", "01:00:00")]
    [InlineData("/second 7", "7 0 ")]
    [InlineData("/second 7 --third a", "7 0 a")]
    [InlineData("/second 7 7 --third b", "`7` is not a whole number from 1 to 6 (second)\n`b` is not one of a (--third)")]
    [InlineData("/text a", "`a` is not a text of 2 to 5 characters (value)")]
    [InlineData("/text abcde", "abcde")]
    [InlineData("/short", "none")]
    [InlineData("/short abcd", "`abcd` is not a text of at most 3 characters (value)")]
    [InlineData("/rest a b c d", "`a b c d` is not a text of at most 5 characters (value)")]
    [InlineData("/rest a b c", "a b c")]
    [InlineData("/allowed fast", "fast")]
    [InlineData("/allowed Fast", "`Fast` is not one of fast, slow (value); did you mean `fast`?")]
    [InlineData("/color blue", "Blue")]
    [InlineData("/color green", "`green` is not one of red, blue (value)")]
    [InlineData("/power 4", "4")]
    [InlineData("/power 3", "`3` is not one of 1, 2, 4 (value)")]
    [InlineData("/version 1.25", "1.25")]
    [InlineData("/version 1.x", "`1.x` is not of the form \\d+|\\d+\\.\\d+ (value)")]
    [InlineData("/tagged a bc d", "a|bc|d")]
    [InlineData("/tagged a b1", "`b1` is not valid as value: a version such as 1.2")]
    [InlineData("/tags a b c d e f", "value takes at most 5 values, not 6")]
    [InlineData("/both acb", "acb")]
    [InlineData("/both ac", "`ac` is not of the form a.*b and a text of at most 4 characters (class)")]
    [InlineData("/both acccb", "`acccb` is not of the form a.*b and a text of at most 4 characters (class)")]
    public async Task A_check_is_part_of_what_is_expected(string text, string reply) =>
        Assert.Equal(reply, (await Bot.Of(Source).SayAsync(text) ?? "").Split("\nusage: ")[0]);
}

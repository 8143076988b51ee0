namespace ClickClack.GeneratorTests;

public sealed class ListTests
{
    private const string Source = """
        using System.Collections.Immutable;
        using System.ComponentModel.DataAnnotations;
        using System.Linq;
        enum Color { Red, Green }
        static class Commands
        {
            [OnCommand("params")] public static string Params(params string[] values) => Show(values);
            [OnCommand("array")] public static string Array(int[] values) => Show(values);
            [OnCommand("list")] public static string List(string first, List<Color> values) => first + Show(values);
            [OnCommand("readonly")] public static string ReadOnly(IReadOnlyList<Guid> values) => Show(values);
            [OnCommand("some")] public static string Some([MinLength(1), MaxLength(3)] IEnumerable<double> values) => Show(values);
            [OnCommand("maybe")] public static string Maybe(IList<int>? values = null) => values is null ? "null" : Show(values);
            [OnCommand("null")] public static string Null(int[]? values) => values is null ? "null" : Show(values);
            [OnCommand("nulls")] public static string Nulls(ICollection<int?> values) => Show(values);
            [OnCommand("small")] public static string Small([Range(1, 6)] IReadOnlyCollection<byte> values) => Show(values);
            [OnCommand("two")] public static string Two([Option("v"), Length(2, 2)] int[] values) => Show(values);
            [OnCommand("span")] public static string Span(params ReadOnlySpan<int> values) => Show(values.ToArray());
            [OnCommand("texts")] public static async Task<string> Texts(IBot? bot, params string[] values) { await Task.Yield(); return Show(values); }
            [OnCommand("later")] public static Task<string> Later(ReadOnlySpan<string> values) => Task.FromResult(Show(values.ToArray()));
            [OnCommand("written")] public static string Written(Span<int> values = default) { values.Reverse(); return Show(values.ToArray()); }
            [OnCommand("fixed")] public static string Fixed([MinLength(1)] ImmutableArray<int> values) => Show(values);
            [OnCommand("perhaps")] public static string Perhaps(ImmutableArray<Color>? values) => values is null ? "null" : Show(values.Value);
            [OnCommand("default")] public static string Default(ImmutableArray<Color> values = default) => values.IsDefault ? "default" : Show(values);
            [OnCommand("immutable")] public static string Immutable(params ImmutableList<Guid> values) => $"{values.Count}";
            [OnCommand("unique")] public static string Unique(params HashSet<string> values) => Show(values.Order());
            [OnCommand("set")] public static string Set([Option("v")] ISet<int> values, IReadOnlySet<int> more) => Show(values.Order()) + Show(more.Order());
            [OnCommand("frozen")] public static string Frozen(ImmutableHashSet<Color>? values = null) => values is null ? "null" : Show(values.Order());
            private static string Show<T>(IEnumerable<T> values) => FormattableString.Invariant($"[{string.Join('|', values)}]");
        }
        """;

    [Theory]
    [InlineData("/params", "[]")]
    [InlineData("/params a \"b c\" d", "[a|b c|d]")]
    [InlineData("/array 1 -2", "[1|-2]")]
    [InlineData("/array 1 x y", "`x` is not a whole number (values)\nusage: `/array [values...]`")]
    [InlineData("/list a red GREEN", "a[Red|Green]")]
    [InlineData("/list", "first is missing\nusage: `/list <first> [values...]`")]
    [InlineData("/readonly 6F9619FF-8B86-D011-B42D-00C04FC964FF", "[6f9619ff-8b86-d011-b42d-00c04fc964ff]")]
    [InlineData("/some", "values is missing: a number, such as 2.5\nusage: `/some <values...>`")]
    [InlineData("/some 1.5 2", "[1.5|2]")]
    [InlineData("/some 1 2 3 4", "values takes 1 to 3 values, not 4\nusage: `/some <values...>`")]
    [InlineData("/maybe", "null")]
    [InlineData("/maybe 1", "[1]")]
    [InlineData("/null", "null")]
    [InlineData("/null 1 2", "[1|2]")]
    [InlineData("/nulls 1 2", "[1|2]")]
    [InlineData("/span 1 -2", "[1|-2]")]
    [InlineData("/span", "[]")]
    [InlineData("/span x", "`x` is not a whole number (values)\nusage: `/span [values...]`")]
    [InlineData("/later a \"b c\"", "[a|b c]")]
    [InlineData("/written 1 2", "[2|1]")]
    [InlineData("/written", "[]")]
    [InlineData("/fixed 1 2", "[1|2]")]
    [InlineData("/fixed", "values is missing: a whole number\nusage: `/fixed <values...>`")]
    [InlineData("/perhaps", "null")]
    [InlineData("/perhaps red green", "[Red|Green]")]
    [InlineData("/default", "default")]
    [InlineData("/default red", "[Red]")]
    [InlineData("/immutable 6F9619FF-8B86-D011-B42D-00C04FC964FF", "1")]
    [InlineData("/unique b a b", "[a|b]")]
    [InlineData("/set --v 2 3 3 --v 1 --v 2", "[1|2][3]")]
    [InlineData("/frozen", "null")]
    [InlineData("/frozen green red green", "[Red|Green]")]
    [InlineData("/small 1 6", "[1|6]")]
    [InlineData("/small 1 7 8", "`7` is not a whole number from 1 to 6 (values)\nusage: `/small [values...]`")]
    [InlineData("/two --v 1 --v 2", "[1|2]")]
    [InlineData("/two --v 1", "--v takes 2 values, not 1\nusage: `/two --v <values>...`")]
    [InlineData("/two", "--v is missing: a whole number\nusage: `/two --v <values>...`")]
    public async Task A_list_takes_what_is_left(string text, string reply) => Assert.Equal(reply, await Bot.Of(Source).SayAsync(text));
}

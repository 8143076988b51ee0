using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.GeneratorTests;

public sealed class ArgumentTests
{
    private const string Types = """
        enum Color { Red, DeepBlue, red, @default }
        record Pair(string Text) : IParsable<Pair>
        {
            public static Pair Parse(string s, IFormatProvider? provider) => new(s);
            public static bool TryParse(string? s, IFormatProvider? provider, out Pair result) { result = new Pair(s ?? ""); return s!.Contains('='); }
        }
        static class Commands
        {
            [OnCommand("string")] public static string String(string value) => value;
            [OnCommand("byte")] public static string Byte(byte value) => $"{value}";
            [OnCommand("int")] public static string Int(int value) => $"{value}";
            [OnCommand("ulong")] public static string ULong(ulong value) => $"{value}";
            [OnCommand("int128")] public static string Int128(Int128 value) => $"{value}";
            [OnCommand("double")] public static string Double(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
            [OnCommand("float")] public static string Float(float value) => $"{value}";
            [OnCommand("half")] public static string Half(Half value) => $"{value}";
            [OnCommand("nfloat")] public static string NFloat(System.Runtime.InteropServices.NFloat value) => $"{value}";
            [OnCommand("decimal")] public static string Decimal(decimal? value) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}");
            [OnCommand("bool")] public static string Bool(bool value) => $"{value}";
            [OnCommand("guid")] public static string Guid(System.Guid value) => $"{value}";
            [OnCommand("date")] public static string Date(DateOnly value) => $"{value:yyyy-MM-dd}";
            [OnCommand("uri")] public static string Address(Uri value) => value.Host;
            [OnCommand("color")] public static string Enum(Color value) => $"{value}";
            [OnCommand("target")] public static string Place(Target value) => $"{value}";
            [OnCommand("pair")] public static string Custom(Pair value) => value.Text;
        }
        """;

    [Theory]
    [InlineData("/string a", "a")]
    [InlineData("/string \"a b\"", "a b")]
    [InlineData("/string “a b”", "a b")]
    [InlineData("/string \"say \\\"hi\\\" c:\\temp \\\\\"", "say \"hi\" c:\\temp \\")]
    [InlineData("/string \"\"", null)]
    [InlineData("/string 5\"", "5\"")]
    [InlineData("/byte 255", "255")]
    [InlineData("/byte 256", "`256` is not a whole number from 0 to 255 (value)")]
    [InlineData("/int -7", "-7")]
    [InlineData("/int 1.5", "`1.5` is not a whole number (value)")]
    [InlineData("/ulong -1", "`-1` is not a whole number, zero or more (value)")]
    [InlineData("/int128 170141183460469231731687303715884105727", "170141183460469231731687303715884105727")]
    [InlineData("/int 2,5", "`2,5` is not a whole number (value)")]
    [InlineData("/int 1,000", "`1,000` is not a whole number (value)")]
    [InlineData("/double 1.5", "1.5")]
    [InlineData("/double -1e3", "-1000")]
    [InlineData("/double 2,5", "`2,5` is not a number, such as 2.5 (value)")]
    [InlineData("/double 1,000.5", "`1,000.5` is not a number, such as 2.5 (value)")]
    [InlineData("/double NaN", "`NaN` is not a number, such as 2.5 (value)")]
    [InlineData("/double 1e999", "`1e999` is not a number, such as 2.5 (value)")]
    [InlineData("/float 2,5", "`2,5` is not a number, such as 2.5 (value)")]
    [InlineData("/half 2,5", "`2,5` is not a number, such as 2.5 (value)")]
    [InlineData("/nfloat 2,5", "`2,5` is not a number, such as 2.5 (value)")]
    [InlineData("/decimal 2.50", "2.50")]
    [InlineData("/decimal 2,5", "`2,5` is not a number, such as 2.5 (value)")]
    [InlineData("/decimal $2", "`$2` is not a number, such as 2.5 (value)")]
    [InlineData("/bool YES", "True")]
    [InlineData("/bool off", "False")]
    [InlineData("/bool maybe", "`maybe` is not yes or no (value)")]
    [InlineData("/guid 6F9619FF-8B86-D011-B42D-00C04FC964FF", "6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("/guid x", "`x` is not a GUID (value)")]
    [InlineData("/date 2026-01-31", "2026-01-31")]
    [InlineData("/uri https://example.org/x", "example.org")]
    [InlineData("/uri /etc/passwd", "`/etc/passwd` is not an address such as https://example.org (value)")]
    [InlineData("/color RED", "Red")]
    [InlineData("/color deepblue", "DeepBlue")]
    [InlineData("/color Default", "default")]
    [InlineData("/color 1", "`1` is not one of red, deepblue, default (value)")]
    [InlineData("/color", "value is missing: one of red, deepblue, default")]
    [InlineData("/target dm:@bob", "dm:@bob")]
    [InlineData("/target nowhere:x", "`nowhere:x` is not a target, such as channel:general (value)")]
    [InlineData("/pair a=b", "a=b")]
    [InlineData("/pair ab", "`ab` is not valid as value: pair")]
    [InlineData("/string", "value is missing")]
    [InlineData("/string \"a b", "`a b` has no closing quote (value)")]
    [InlineData("/string “a b", "`a b` has no closing quote (value)")]
    public async Task A_word_becomes_a_value_or_an_answer(string text, string? reply)
    {
        string? answer = await Bot.Of(Types).SayAsync(text);
        Assert.Equal(reply, answer?.Split("\nusage: ")[0]);
    }

    private const string Optional = """
        enum Level { Low, High }
        static class Commands
        {
            [OnCommand("all")]
            public static string All(
                string name, Message message, int count = 3, Level level = Level.High, bool? sure = null, double? factor = 1.5,
                Guid id = default, Level? other = null, string title = "none", Target? target = null, CancellationToken cancellation = default) =>
                FormattableString.Invariant($"{name} {count} {level} {sure} {factor} {id == default} {other} {title} {target}");

            [OnCommand("rest")] public static string Rest(int number, [Rest] string text) => $"{number}:{text}";
            [OnCommand("maybe")] public static string Maybe([Rest] string? text = null) => text ?? "nothing";
            [OnCommand("nullable")] public static string Nullable(int? number, string? text) => $"{number}:{text}";
            [OnCommand("names")] public static string Names(int context, int arguments, int handler, int @class) => $"{context + arguments + handler + @class}";
            [OnCommand("raw")] public static string Raw(Message message) => message.Text;
            [OnCommand("none")] public static string None() => "none";
            [OnCommand("big")] public static string Big(System.Numerics.BigInteger value) => $"{value}";
        }
        """;

    [Theory]
    [InlineData("/all a", "a 3 High  1.5 True  none ")]
    [InlineData("/all a 4 low yes 2 6F9619FF-8B86-D011-B42D-00C04FC964FF low \"my title\" ops", "a 4 Low True 2 False Low my title channel:ops")]
    [InlineData("/all a x", "`x` is not a whole number (count)\nusage: `/all <name> [count] [level] [sure] [factor] [id] [other] [title] [target]`")]
    [InlineData("/rest 1  two \"three\"  four ", "1:two \"three\"  four")]
    [InlineData("/rest 1", "text is missing\nusage: `/rest <number> <text...>`")]
    [InlineData("/maybe", "nothing")]
    [InlineData("/maybe a b", "a b")]
    [InlineData("/nullable", ":")]
    [InlineData("/nullable 1", "1:")]
    [InlineData("/nullable 1 b", "1:b")]
    [InlineData("/names 1 2 3 4", "10")]
    [InlineData("/raw what ever", "/raw what ever")]
    [InlineData("/none", "none")]
    [InlineData("/big 1,000", "`1,000` is not a whole number (value)\nusage: `/big <value>`")]
    [InlineData("/none x", "`x` is one word too many\nusage: `/none`")]
    public async Task What_is_missing_has_its_default(string text, string reply) => Assert.Equal(reply, await Bot.Of(Optional).SayAsync(text));

    private const string Documented = """
        record Dice : IParsable<Dice>
        {
            public static Dice Parse(string s, IFormatProvider? provider) => new();
            public static bool TryParse(string? s, IFormatProvider? provider, out Dice result) { result = new(); return false; }
        }
        enum Level { Low, High }
        static partial class Commands
        {
            // Rolls.
            /// <summary>Rolls dice.</summary>
            /// <param name="dice">How many dice,
            ///   of how many <see cref="Dice.Parse">sides</see>.</param>
            [OnCommand("roll")] public static string Roll(Dice dice) => "";
            [OnCommand("bare")] public static string Bare(Dice dice) => "";

            /**
             * <param name="level">URL of a <see cref="Level.High"/> or <c>low</c> one for @bob</param>
             * <param name="name">Who.</param>
             * <param name="sure"></param>
             * <param name="text"> </param>
             */
            [OnCommand("all")] public static string All(Level level, string name, bool sure, [Rest] string text) => "";

            /// <param name="text">What to say.</param>
            [OnCommand("parts")] public static partial string Parts([Rest] string text);
            public static partial string Parts(string text) => "";
        }
        """;

    [Theory]
    [InlineData("/roll x", "`x` is not valid as dice: how many dice, of how many sides")]
    [InlineData("/roll", "dice is missing: how many dice, of how many sides")]
    [InlineData("/bare x", "`x` is not valid as dice")]
    [InlineData("/bare", "dice is missing")]
    [InlineData("/all x", "`x` is not one of low, high (level: URL of a High or low one for @\u200Bbob)")]
    [InlineData("/all", "level is missing: URL of a High or low one for @\u200Bbob (one of low, high)")]
    [InlineData("/all low", "name is missing: who")]
    [InlineData("/all low a x", "`x` is not yes or no (sure)")]
    [InlineData("/all low a yes", "text is missing")]
    [InlineData("/parts", "text is missing: what to say")]
    public async Task What_is_wrong_is_said_in_the_words_of_the_documentation(string text, string reply) =>
        Assert.Equal(reply, (await Bot.Of(Documented).SayAsync(text))?.Split("\nusage: ")[0]);

    [Theory]
    [InlineData(DocumentationMode.None)]
    [InlineData(DocumentationMode.Parse)]
    public void A_build_without_documentation_emits_the_same(DocumentationMode mode)
    {
        CSharpCompilation project = Compile.Project(Documented);
        CSharpParseOptions options = Compile.ParseOptions.WithDocumentationMode(mode);
        CSharpCompilation other = project.RemoveAllSyntaxTrees().AddSyntaxTrees(project.SyntaxTrees.Select(
            tree => CSharpSyntaxTree.ParseText(tree.ToString(), options, tree.FilePath, cancellationToken: TestContext.Current.CancellationToken)));
        Assert.Equal(Emitted(project, Compile.ParseOptions), Emitted(other, options));

        static IEnumerable<string> Emitted(CSharpCompilation project, CSharpParseOptions options) =>
            Compile.Driver().WithUpdatedParseOptions(options).RunGenerators(project).GetRunResult().GeneratedTrees.Select(tree => tree.ToString());
    }

    [Theory]
    [InlineData("@everyone", "`@\u200Beveryone` is not")]
    [InlineData("`code`", "`'code'` is not")]
    [InlineData("[a](http://evil)", "`[a](http://evil)` is not")]
    [InlineData("**x**", "`**x**` is not")]
    [InlineData("\\`@bob", "`\\'@\u200Bbob` is not")]
    [InlineData("\"\"", "a blank text is not")]
    [InlineData("\"two\nlines\"", "`two lines` is not")]
    [InlineData("a\u202Eb", "`a b` is not")]
    public async Task What_is_repeated_is_harmless(string word, string start) =>
        Assert.StartsWith(start, await Bot.Of(Types).SayAsync("/int " + word), StringComparison.Ordinal);

    [Fact]
    public async Task A_long_word_is_cut_between_characters()
    {
        string word = new string('a', 39) + "😀" + new string('b', 100);
        Assert.StartsWith($"`{new string('a', 39)}…` is not", await Bot.Of(Types).SayAsync("/int " + word), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_texts_take_no_long_time()
    {
        Bot types = Bot.Of(Types);
        Bot optional = Bot.Of(Optional);
        string[] hostile = [new('1', 65536), new('"', 65536), "\"" + new string('\\', 65536), string.Join(' ', new string('a', 32768).ToCharArray()), "\"" + new string('a', 65536)];
        await types.SayAsync("/int 1");
        await optional.SayAsync("/all a");

        var watch = Stopwatch.StartNew();
        foreach (string text in hostile)
        {
            foreach (string command in types.Routes.Routes.Select(route => route.Cause))
            {
                Assert.NotNull(await types.SayAsync($"{command} {text}"));
            }

            Assert.NotNull(await optional.SayAsync("/all a " + text));
        }

        // Some 70 texts of 64 KiB: a quadratic reader would take minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString("c", CultureInfo.InvariantCulture));
    }
}

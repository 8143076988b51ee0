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
            [OnCommand("char")] public static string Char(char value) => $"{value}";
            [OnCommand("moment")] public static string Moment(DateTimeOffset value) => $"{value:o}";
            [OnCommand("datetime")] public static string Time(System.DateTime value) => $"{value:o}";
            [OnCommand("time")] public static string Clock(TimeOnly value) => $"{value:o}";
            [OnCommand("duration")] public static string Duration(TimeSpan value) => $"{value:c}";
            [OnCommand("uri")] public static string Address(Uri value) => value.Host;
            [OnCommand("rune")] public static string Letter(System.Text.Rune value) => $"{value}";
            [OnPattern("(?<letter>\\S+) (?<address>\\S+) (?<time>\\S+)")] public static string Groups(System.Text.Rune letter, Uri address, DateTimeOffset time) => $"{letter} {address} {time:o}";
            [OnCommand("color")] public static string Enum(Color value) => $"{value}";
            [OnCommand("target")] public static string Place(Target value) => $"{value}";
            [OnCommand("pair")] public static string Custom(Pair value) => value.Text;
        }
        """;

    [Fact]
    public async Task Defaults_of_every_kind_of_number_compile()
    {
        Bot bot = Bot.Of("""
            static class Numbers
            {
                [OnCommand("all")] public static string All(
                    byte a = 1, sbyte b = -2, short c = -3, ushort d = 4, int e = -5, uint f = 6, long g = -7, ulong h = 8, byte? i = 9, short? j = null) =>
                    $"{a} {b} {c} {d} {e} {f} {g} {h} {i} {j}.";
            }
            """);
        Assert.Equal("1 -2 -3 4 -5 6 -7 8 9 .", await bot.SayAsync("/all"));
        Assert.Equal("0 -2 -3 4 -5 6 -7 8 9 .", await bot.SayAsync("/all 0"));
    }

    [Theory]
    [InlineData("/string a", "a")]
    [InlineData("/string \"a b\"", "a b")]
    [InlineData("/string “a b”", "a b")]
    [InlineData("/string ”a b”", "a b")]
    [InlineData("/string „a b“", "a b")]
    [InlineData("/string “a b\"", "a b")]
    [InlineData("/string «a b»", "a b")]
    [InlineData("/string »a b«", "a b")]
    [InlineData("/string ‹a b›", "a b")]
    [InlineData("/string 'a b'", "a b")]
    [InlineData("/string ‘a b’", "a b")]
    [InlineData("/string ‚a b‘", "a b")]
    [InlineData("/string 'it\\'s'", "it's")]
    [InlineData("/string 'don't stop'", "don't stop")]
    [InlineData("/string ‘don’t stop’", "don’t stop")]
    [InlineData("/string ’90s", "’90s")]
    [InlineData("/string --a", "--a")]
    [InlineData("/string -- a", "`a` is one word too many")]
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
    [InlineData("/uri <https://example.org/x>", "example.org")]
    [InlineData("/uri <https://example.org/x", "`<https://example.org/x` is not an address such as https://example.org (value)")]
    [InlineData("/uri <>", "`<>` is not an address such as https://example.org (value)")]
    [InlineData("/uri </etc/passwd>", "`</etc/passwd>` is not an address such as https://example.org (value)")]
    [InlineData("/rune 👍", "👍")]
    [InlineData("/rune ❤\uFE0F", "❤")]
    [InlineData("/rune a", "a")]
    [InlineData("/rune ab", "`ab` is not a single character (value)")]
    [InlineData("/rune 👩\u200D🚀", "`👩 🚀` is not a single character (value)")]
    [InlineData("/rune \"\"", "a blank text is not a single character (value)")]
    [InlineData("👍 <https://example.org> 2026-01-31t18:30z", "👍 https://example.org/ 2026-01-31T18:30:00.0000000+00:00")]
    [InlineData("/uri /etc/passwd", "`/etc/passwd` is not an address such as https://example.org (value)")]
    [InlineData("/color RED", "Red")]
    [InlineData("/color deepblue", "DeepBlue")]
    [InlineData("/color Deep-Blue", "DeepBlue")]
    [InlineData("/color deep_blue", "`deep_blue` is not one of red, deep-blue, default (value); did you mean `deep-blue`?")]
    [InlineData("/color rde", "`rde` is not one of red, deep-blue, default (value); did you mean `red`?")]
    [InlineData("/color rot", "`rot` is not one of red, deep-blue, default (value)")]
    [InlineData("/char x", "x")]
    [InlineData("/moment 2026-01-31", "2026-01-31T00:00:00.0000000+00:00")]
    [InlineData("/moment 2026-01-31T18:30", "2026-01-31T18:30:00.0000000+00:00")]
    [InlineData("/moment 2026-01-31T18:30:15.5+01:00", "2026-01-31T18:30:15.5000000+01:00")]
    [InlineData("/moment \"2026-01-31 18:30Z\"", "2026-01-31T18:30:00.0000000+00:00")]
    [InlineData("/moment 2026-11-23T03:15:00.123456789Z", "2026-11-23T03:15:00.1234567+00:00")]
    [InlineData("/moment 2026-11-23t03:15:00.123456789z", "2026-11-23T03:15:00.1234567+00:00")]
    [InlineData("/moment 2026-01-31T18:30+01", "2026-01-31T18:30:00.0000000+01:00")]
    [InlineData("/moment 2026-01-31T18:30:15.123456789-0330", "2026-01-31T18:30:15.1234567-03:30")]
    [InlineData("/moment \"2026-01-31 18:30:15+01\"", "2026-01-31T18:30:15.0000000+01:00")]
    [InlineData("/moment 2026-01-31T18:30+1", "`2026-01-31T18:30+1` is not a date and time, such as 2026-01-31T18:30Z (value)")]
    [InlineData("/moment 2026-01-31T18:30+01:", "`2026-01-31T18:30+01:` is not a date and time, such as 2026-01-31T18:30Z (value)")]
    [InlineData("/moment 2026-01-31T18:30:15.1234567x9Z", "`2026-01-31T18:30:15.1234567x9Z` is not a date and time, such as 2026-01-31T18:30Z (value)")]
    [InlineData("/datetime 2026-01-31T18:30:15.123456789+01", "2026-01-31T17:30:15.1234567Z")]
    [InlineData("/time 18:30:15.123456789", "18:30:15.1234567")]
    [InlineData("/moment 31.01.2026", "`31.01.2026` is not a date and time, such as 2026-01-31T18:30Z (value)")]
    [InlineData("/moment 01/02/2026", "`01/02/2026` is not a date and time, such as 2026-01-31T18:30Z (value)")]
    [InlineData("/datetime 2026-01-31T18:30+01:00", "2026-01-31T17:30:00.0000000Z")]
    [InlineData("/date 2026-1-31", "`2026-1-31` is not a date, such as 2026-01-31 (value)")]
    [InlineData("/time 18:30", "18:30:00.0000000")]
    [InlineData("/time 18:30:15.25", "18:30:15.2500000")]
    [InlineData("/time 6pm", "`6pm` is not a time of day, such as 18:30 (value)")]
    [InlineData("/duration 1h30m", "01:30:00")]
    [InlineData("/duration 90s", "00:01:30")]
    [InlineData("/duration 1W2D", "9.00:00:00")]
    [InlineData("/duration 1s500ms", "00:00:01.5000000")]
    [InlineData("/duration -5m", "-00:05:00")]
    [InlineData("/duration 1:30:00", "01:30:00")]
    [InlineData("/duration 1.12:00:00", "1.12:00:00")]
    [InlineData("/duration 30m1h", "`30m1h` is not a duration, such as 1h30m (value)")]
    [InlineData("/duration 1h1h", "`1h1h` is not a duration, such as 1h30m (value)")]
    [InlineData("/duration 90", "`90` is not a duration, such as 1h30m (value)")]
    [InlineData("/duration -", "`-` is not a duration, such as 1h30m (value)")]
    [InlineData("/duration h", "`h` is not a duration, such as 1h30m (value)")]
    [InlineData("/duration 99999999999999999999w", "`99999999999999999999w` is not a duration, such as 1h30m (value)")]
    [InlineData("/duration 9999999999999w", "`9999999999999w` is not a duration, such as 1h30m (value)")]
    [InlineData("/color Default", "default")]
    [InlineData("/color 1", "`1` is not one of red, deep-blue, default (value)")]
    [InlineData("/color", "value is missing: one of red, deep-blue, default")]
    [InlineData("/target dm:@bob", "dm:@bob")]
    [InlineData("/target nowhere:x", "`nowhere:x` is not a target, such as channel:general (value)")]
    [InlineData("/pair a=b", "a=b")]
    [InlineData("/pair ab", "`ab` is not valid as value: pair")]
    [InlineData("/string", "value is missing")]
    [InlineData("/string \"a b", "`a b` has no closing quote")]
    [InlineData("/string “a b", "`a b` has no closing quote")]
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
                Guid id = default, Level? other = null, string title = "none", Target? target = null, CancellationToken cancellationToken = default) =>
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
    [InlineData("/all x a yes b", "`x` is not one of low, high (level: URL of a High or low one for @\u200Bbob)")]
    [InlineData("/all", "level is missing: URL of a High or low one for @\u200Bbob (one of low, high)\nname is missing: who\nsure is missing: yes or no\ntext is missing")]
    [InlineData("/all low a x", "`x` is not yes or no (sure)\ntext is missing")]
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
}

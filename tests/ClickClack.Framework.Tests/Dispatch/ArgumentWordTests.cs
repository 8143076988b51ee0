using ClickClack.Dispatch;
using FsCheck;
using FsCheck.Fluent;

namespace ClickClack.Framework.Tests.Dispatch;

/// <summary>Words come out as they were put in, however they were quoted; and whatever is written, all of it is read.</summary>
public sealed class ArgumentWordTests
{
    /// <summary>What is special, often; anything else, now and then.</summary>
    private static readonly Gen<char> Characters = Gen.Frequency(
        (4, Gen.Elements(" \t\n\u00A0\"\\'“”„‘’«»‹›-=—`@".ToCharArray())), (2, Gen.Elements("ab1".ToCharArray())), (1, ArbMap.Default.GeneratorFor<char>()));

    private static readonly Arbitrary<string[]> Words = Arb.From(Characters.ArrayOf().Select(characters => new string(characters)).ArrayOf());

    [Theory]
    [InlineData("\"", "\"")]
    [InlineData("'", "'")]
    public void A_quoted_word_is_itself_again(string opening, string closing)
    {
        Prop.ForAll(Words, words =>
        {
            string text = string.Join(' ', words.Select(word => opening + Escape(word, opening) + closing));
            Assert.Equal(words, Read(text));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

        static string Escape(string word, string quote) =>
            word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(quote, "\\" + quote, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('“', '”', "”“‟\"")]
    [InlineData('„', '“', "”“‟\"")]
    [InlineData('«', '»', "»")]
    [InlineData('»', '«', "«")]
    public void A_word_in_a_phones_quotes_is_itself_again_if_it_has_none(char opening, char closing, string without) => Prop.ForAll(Words, words =>
    {
        string[] fitting = [.. words.Select(word => string.Concat(word.Where(character => !without.Contains(character))))];
        Assert.Equal(fitting, Read(string.Join(' ', fitting.Select(word => opening + word + closing))));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_word_without_blanks_and_quotes_needs_none() => Prop.ForAll(Words, words =>
    {
        string[] plain = [.. words.Select(word => string.Concat(word.Where(character => !char.IsWhiteSpace(character) && !"\"'“”„‟‘‚‛«»‹›".Contains(character)))).Where(word => word.Length > 0)];
        Assert.Equal(plain, Read(string.Join("  ", plain)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Reading_always_gets_on_and_ends_at_the_end() => Prop.ForAll(Words, words =>
    {
        string text = string.Concat(words);
        int position = ArgumentWord.SkipBlanks(text, 0);
        while (position < text.Length)
        {
            int before = position;
            bool closed = ArgumentWord.TryRead(text, ref position, out ArgumentWord word);
            Assert.True(position > before && position <= text.Length);
            Assert.True(word.In(text).Length <= position - before);
            Assert.True(closed || position == text.Length);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Options_and_words_cover_the_text_whatever_it_is()
    {
        var command = new CommandDescription(
            "x",
            "/x",
            null,
            new ParameterDescription("a") { Option = "a", Letter = 'a', IsSwitch = true },
            new ParameterDescription("b") { Option = "b", Letter = 'b', IsList = true },
            new ParameterDescription("c"));
        Prop.ForAll(Words, words =>
        {
            string text = string.Concat(words);
            var cursor = new ArgumentCursor(ArgumentWord.SkipBlanks(text, 0));
            int tokens = 0;
            while (ArgumentScanner.TryRead(text, text.Length, command, ref cursor, out ArgumentToken token))
            {
                Assert.True(++tokens <= text.Length);
                Assert.Equal(token.Kind == ArgumentTokenKind.Option, token.Parameter >= 0);
                Assert.True(token.Kind is ArgumentTokenKind.Option or ArgumentTokenKind.UnknownOption || token.Word is not null);
                Assert.True(token.NameEnd <= text.Length && token.Start < text.Length);
            }

            Assert.Equal(text.Length, cursor.Position);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static List<string> Read(string text)
    {
        var words = new List<string>();
        int position = ArgumentWord.SkipBlanks(text, 0);
        while (position < text.Length)
        {
            Assert.True(ArgumentWord.TryRead(text, ref position, out ArgumentWord word));
            words.Add(word.In(text).ToString());
        }

        return words;
    }
}

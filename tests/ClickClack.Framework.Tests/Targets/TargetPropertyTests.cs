using FsCheck;
using FsCheck.Fluent;

namespace ClickClack.Framework.Tests.Targets;

/// <summary>What holds for every target and every text.</summary>
public sealed class TargetPropertyTests
{
    private const int Cases = 2_000;

    private static readonly string[] Pieces =
    [
        "channel", "dm", "thread", "clickclack", "cc", "group", "user", ":", ":", " ", "\t", "@", "#", "-", "_", "chn_", "usr_", "dm_", "msg_", "wsp_",
        "general", "General", "alice", "01k3", "a", "\uD800", "\uDC00", "\0", "\u202E", "\u00A0", "\u212A", "ï", "😀", "/", "?", "\"", "\n",
    ];

    private static Gen<string> Slug => Word("abz019", 1, 12).NonEmptyListOf().Select(words => string.Join('-', words.Take(3)));

    private static Gen<string> IdRest => Word("abzABZ019_-", 1, 30);

    private static Gen<Target> AnyTarget => Gen.OneOf(
        Slug.Select(name => (Target)new Target.ChannelByName(name)),
        IdRest.Select(rest => (Target)new Target.Channel(new ChannelId("chn_" + rest))),
        IdRest.Select(rest => (Target)new Target.User(new UserId("usr_" + rest))),
        IdRest.Select(rest => (Target)new Target.Conversation(new DirectConversationId("dm_" + rest))),
        IdRest.Select(rest => (Target)new Target.Thread(new MessageId("msg_" + rest))),
        Word("abz019", 1, 1).SelectMany(first => Word("abz019_-", 1, 31).Select(rest => (Target)new Target.UserByHandle(first + rest))));

    private static Gen<string> AnyText => Gen.OneOf(
        Gen.Choose(char.MinValue, char.MaxValue).Select(c => (char)c).ArrayOf().Select(characters => new string(characters)),
        Gen.Elements(Pieces).ArrayOf().Select(string.Concat));

    private static Gen<string> Blanks => Word(" \t\n\u00A0\u2003", 0, 3);

    [Fact]
    public void A_target_reads_back_from_its_text() => Check(AnyTarget, target =>
    {
        Assert.Equal(target, Target.Parse(target.ToString()));
        Assert.Equal(target.ToString(), Target.Parse(target.ToString()).ToString());
    });

    [Fact]
    public void Blanks_prefix_and_case_of_the_kind_change_nothing() =>
        Check(AnyTarget.SelectMany(target => Blanks.SelectMany(blanks => Gen.Elements("", "clickclack:", "cc:", "CC:", "ClickClack :").Select(prefix => (target, blanks, prefix)))), made =>
        {
            (Target target, string blanks, string prefix) = made;
            string text = target.ToString();
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            string spaced = $"{blanks}{prefix}{blanks}{text[..colon].ToUpperInvariant()}{blanks}:{blanks}{text[(colon + 1)..]}{blanks}";

            Assert.Equal(target, Target.Parse(spaced));
        });

    [Fact]
    public void Every_text_is_a_target_or_an_error_with_a_place_in_it() => Check(AnyText, text =>
    {
        if (Target.TryParse(text, out Target? target, out string? error))
        {
            Assert.Equal(target, Target.Parse(target.ToString()));
            return;
        }

        Assert.InRange(PlaceIn(error), 1, text.Length + 1);
        Assert.True(error.Length < 600, error);
        Assert.DoesNotContain(error, c => char.IsControl(c) || c == '\u202E');
        Assert.Equal(error, Assert.Throws<FormatException>(() => Target.Parse(text)).Message);
    });

    [Fact]
    public void An_id_reads_back_or_is_refused() => Check(AnyText, text =>
    {
        if (MessageId.TryParse(text, out MessageId id))
        {
            Assert.Equal(id, MessageId.Parse(id.ToString()));
        }
        else
        {
            Assert.Throws<FormatException>(() => MessageId.Parse(text));
        }
    });

    [Theory]
    [InlineData("a")]
    [InlineData("-")]
    [InlineData(":")]
    [InlineData("@")]
    [InlineData(" ")]
    [InlineData("#")]
    [InlineData("dm:")]
    [InlineData("cc:")]
    [InlineData("a:")]
    [InlineData("\uD800")]
    public void A_text_of_any_length_is_answered_shortly_and_at_a_price_that_grows_with_it(string piece)
    {
        foreach (string start in (string[])["", "channel:", "dm:", "dm:@", "thread:msg_", "cc: ", "#"])
        {
            long small = PriceOf(1_000);
            long large = PriceOf(100_000);

            // A hundred times the text at a hundred times the memory, and not at ten thousand times.
            Assert.True(large < (small * 200) + 20_000, $"{start}{piece}: {small} bytes, then {large}");

            long PriceOf(int times)
            {
                string text = start + string.Concat(Enumerable.Repeat(piece, times));
                _ = Target.TryParse(text, out _, out _);
                long before = GC.GetAllocatedBytesForCurrentThread();
                bool right = Target.TryParse(text, out _, out string? error);
                long price = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(right || error!.Length < 600, error);
                return price;
            }
        }
    }

    private static int PlaceIn(string error)
    {
        const string Mark = "\" at character ";
        int at = error.LastIndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        return int.Parse(error[at..error.IndexOf(':', at)], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Gen<string> Word(string alphabet, int shortest, int longest) =>
        Gen.Choose(shortest, longest).SelectMany(length => Gen.Elements(alphabet.ToCharArray()).ArrayOf(length)).Select(characters => new string(characters));

    private static void Check<T>(Gen<T> values, Action<T> holds) =>
        Prop.ForAll(Arb.From(values), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
}

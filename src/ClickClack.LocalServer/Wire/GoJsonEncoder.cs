using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace ClickClack.Local.Wire;

/// <summary>
/// Escapes what the real server escapes and nothing else: quotes, backslashes, control characters, <c>&lt; &gt; &amp;</c> and
/// the two line separators that JavaScript once refused. Everything else, emoji included, goes out as it is.
/// </summary>
internal sealed unsafe class GoJsonEncoder : JavaScriptEncoder
{
    public static readonly GoJsonEncoder Instance = new();

    // U+2028 and U+2029 start with 0xE2 in UTF-8; the exact check follows in WillEncode.
    private static readonly SearchValues<byte> SuspectBytes = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(n => (byte)n), (byte)'"', (byte)'\\', (byte)'<', (byte)'>', (byte)'&', 0xE2]);

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) =>
        unicodeScalar is < 0x20 or '"' or '\\' or '<' or '>' or '&' or 0x2028 or 0x2029;

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            if (WillEncode(text[i]) || IsLoneSurrogate(text, i, textLength))
            {
                return i;
            }
        }
        return -1;
    }

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) =>
        // A false alarm (another character that starts with 0xE2) only means that the slow path looks closer.
        utf8Text.IndexOfAny(SuspectBytes);

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> target = new(buffer, bufferLength);
        if (!WillEncode(unicodeScalar))
        {
            return new Rune(unicodeScalar).TryEncodeToUtf16(target, out numberOfCharactersWritten);
        }
        var text = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => @"\\",
            '\n' => @"\n",
            '\r' => @"\r",
            '\t' => @"\t",
            '\b' => @"\b",
            '\f' => @"\f",
            _ => null,
        };
        if (text is null)
        {
            return target.TryWrite($"\\u{unicodeScalar:x4}", out numberOfCharactersWritten);
        }
        numberOfCharactersWritten = text.Length;
        return text.TryCopyTo(target);
    }

    private static bool IsLoneSurrogate(char* text, int index, int length) =>
        char.IsHighSurrogate(text[index])
            ? index + 1 >= length || !char.IsLowSurrogate(text[index + 1])
            : char.IsLowSurrogate(text[index]) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
}

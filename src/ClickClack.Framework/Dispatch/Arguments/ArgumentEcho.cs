using System.Buffers;
using System.Globalization;
using System.Text;

namespace ClickClack.Dispatch;

/// <summary>
/// Repeats a word of somebody else's message so that it is short, stays on its line, addresses nobody and is nothing but text: as
/// inline code, in which Markdown has no links and no emphasis.
/// </summary>
internal static class ArgumentEcho
{
    private const int MaxLength = 40;

    /// <summary>What is shown as it is: all that can be seen of ASCII, but for what addresses somebody or ends the code.</summary>
    private static readonly SearchValues<char> Plain =
        SearchValues.Create(" !\"#$%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>The word as inline code.</summary>
    /// <param name="word">Any text, however long.</param>
    public static string Of(ReadOnlySpan<char> word)
    {
        if (word.IsWhiteSpace())
        {
            // Nothing between two backticks would be two backticks.
            return "a blank text";
        }

        if (word.Length <= MaxLength && !word.ContainsAnyExcept(Plain))
        {
            return string.Concat("`", word, "`");
        }

        var echo = new StringBuilder(MaxLength + 8).Append('`');
        int end = Math.Min(word.Length, MaxLength);
        if (end < word.Length && char.IsHighSurrogate(word[end - 1]))
        {
            end--;
        }

        foreach (Rune rune in word[..end].EnumerateRunes())
        {
            Append(echo, rune);
        }

        return echo.Append(end < word.Length ? "…`" : "`").ToString();
    }

    private static void Append(StringBuilder echo, Rune rune)
    {
        switch (rune.Value)
        {
            case '@':
                // The server turns @name into a mention wherever it stands, code included; a zero-width space between prevents it.
                echo.Append("@\u200B");
                break;

            case '`':
                // It would end the code, and a backslash before it would not prevent that.
                echo.Append('\'');
                break;

            default:
                // Line breaks, and what reorders or hides the text around it.
                bool printable = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
                echo.Append(printable ? rune.ToString() : " ");
                break;
        }
    }
}

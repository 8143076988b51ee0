namespace ClickClack.Dispatch;

/// <summary>How the words of a command are separated and quoted.</summary>
/// <remarks>
/// Words are separated by blanks. <c>"two words"</c> is one, and so is <c>“two words”</c>, which is what a phone makes of it. Within
/// straight quotes <c>\"</c> is a quote and <c>\\</c> a backslash; any other backslash is itself. A quote inside a word is a letter.
/// </remarks>
internal static class ArgumentWord
{
    /// <summary>Reads the word at a position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where the word begins; then where the next one begins, or the text's length.</param>
    /// <param name="word">The word without its quotes.</param>
    /// <returns>False if a quote is opened and never closed.</returns>
    public static bool TryRead(string text, scoped ref int position, out ReadOnlySpan<char> word)
    {
        bool closed = text[position] switch
        {
            '"' => TryReadQuoted(text, ref position, out word),
            '“' => TryReadTypographic(text, ref position, out word),
            _ => ReadPlain(text, ref position, out word),
        };

        position = SkipBlanks(text, position);
        return closed;
    }

    /// <summary>The first position from <paramref name="position"/> on that is not blank.</summary>
    public static int SkipBlanks(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    private static bool ReadPlain(string text, scoped ref int position, out ReadOnlySpan<char> word)
    {
        int start = position;
        while (position < text.Length && !char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        word = text.AsSpan(start, position - start);
        return true;
    }

    private static bool TryReadQuoted(string text, scoped ref int position, out ReadOnlySpan<char> word)
    {
        int start = position + 1;
        int escapes = 0;
        for (int i = start; i < text.Length; i++)
        {
            if (IsEscape(text, i))
            {
                escapes++;
                i++;
            }
            else if (text[i] == '"')
            {
                word = escapes == 0 ? text.AsSpan(start, i - start) : Unescape(text, start, i, escapes);
                position = i + 1;
                return true;
            }
        }

        word = text.AsSpan(position);
        position = text.Length;
        return false;
    }

    private static bool TryReadTypographic(string text, scoped ref int position, out ReadOnlySpan<char> word)
    {
        int start = position + 1;
        int end = text.IndexOf('”', start);
        word = end < 0 ? text.AsSpan(position) : text.AsSpan(start, end - start);
        position = end < 0 ? text.Length : end + 1;
        return end >= 0;
    }

    private static bool IsEscape(string text, int i) => text[i] == '\\' && i + 1 < text.Length && text[i + 1] is ('"' or '\\');

    private static char[] Unescape(string text, int start, int end, int escapes)
    {
        var word = new char[end - start - escapes];
        for (int from = start, to = 0; from < end; from++, to++)
        {
            if (IsEscape(text, from))
            {
                from++;
            }

            word[to] = text[from];
        }

        return word;
    }
}

namespace ClickClack.Dispatch;

/// <summary>A word of a command: how words are separated and quoted.</summary>
/// <remarks>
/// Words are separated by blanks. <c>"two words"</c> is one; so are <c>'two words'</c> and what a phone makes of them:
/// <c>“two words”</c>, <c>„two words“</c>, <c>‘two words’</c>, <c>«two words»</c>, <c>»two words«</c>, <c>‹two words›</c>. Within straight
/// quotes a backslash before that quote, or before a backslash, makes it a letter; any other backslash is itself. A single quote ends a word
/// only before a blank, as it is an apostrophe otherwise. A quote inside a word is a letter. A quote that begins a word has to be closed.
/// </remarks>
/// <param name="start">Where it begins, without its quote.</param>
/// <param name="end">Where it ends, without its quote.</param>
/// <param name="escape">The quote that is escaped within, or null.</param>
internal readonly struct ArgumentWord(int start, int end, char? escape)
{
    /// <summary>Reads the word at a position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where the word begins; then where the next one begins, or the text's length.</param>
    /// <param name="word">The word; of one that is not closed, all that is left.</param>
    /// <returns>False if a quote is opened and never closed.</returns>
    public static bool TryRead(string text, ref int position, out ArgumentWord word)
    {
        string? closing = position < text.Length && !char.IsAsciiLetterOrDigit(text[position]) ? Closing(text[position]) : null;
        bool read = closing is null ? ReadPlain(text, ref position, out word) : TryReadQuoted(text, closing, ref position, out word);
        position = SkipBlanks(text, position);
        return read;
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

    /// <summary>The first position from <paramref name="position"/> on that is blank, or the text's length.</summary>
    public static int SkipWord(string text, int position)
    {
        while (position < text.Length && !char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>Its characters, without quotes and escapes.</summary>
    public ReadOnlySpan<char> In(string text)
    {
        ReadOnlySpan<char> written = text.AsSpan(start, end - start);
        return escape is { } quote ? Unescape(written, quote) : written;
    }

    /// <summary>What closes a quote; null if it opens none.</summary>
    private static string? Closing(char opening) => opening switch
    {
        '"' => "\"",
        '\'' => "'",
        '“' or '”' or '„' or '‟' => "”“‟\"",
        '‘' or '‚' or '‛' => "’‘",
        '«' => "»",
        '»' => "«",
        '‹' => "›",
        '›' => "‹",
        _ => null,
    };

    private static bool ReadPlain(string text, ref int position, out ArgumentWord word)
    {
        int start = position;
        position = SkipWord(text, position);
        word = new ArgumentWord(start, position, escape: null);
        return true;
    }

    private static bool TryReadQuoted(string text, string closing, ref int position, out ArgumentWord word)
    {
        char opening = text[position];
        bool isStraight = opening is '"' or '\'';
        bool isSingle = closing[0] is '\'' or '’';
        bool escapes = false;
        int start = position + 1;
        for (int i = start; i < text.Length; i++)
        {
            if (isStraight && IsEscape(text.AsSpan(i), opening))
            {
                escapes = true;
                i++;
            }
            else if (closing.Contains(text[i]) && (!isSingle || i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])))
            {
                word = new ArgumentWord(start, i, escapes ? opening : null);
                position = i + 1;
                return true;
            }
        }

        word = new ArgumentWord(start, text.Length, escape: null);
        position = text.Length;
        return false;
    }

    private static bool IsEscape(ReadOnlySpan<char> text, char quote) =>
        text.Length > 1 && text[0] == '\\' && (text[1] == '\\' || text[1] == quote);

    private static ReadOnlySpan<char> Unescape(ReadOnlySpan<char> written, char quote)
    {
        var word = new char[written.Length];
        int length = 0;
        for (int from = 0; from < written.Length; from++)
        {
            if (IsEscape(written[from..], quote))
            {
                from++;
            }

            word[length++] = written[from];
        }

        return word.AsSpan(0, length);
    }
}

namespace ClickClack.Dispatch;

/// <summary>Takes the text of a command to pieces: words, and options with their values.</summary>
/// <remarks>
/// A command without options has words only. In one with options, <c>--name</c> and <c>-n</c> are options: a dash before a letter, so that
/// <c>-5</c> is a word. A phone makes one long dash of two; that counts as two. <c>--</c> alone ends the options.
/// </remarks>
internal static class ArgumentScanner
{
    /// <summary>Reads the next piece.</summary>
    /// <param name="text">The text.</param>
    /// <param name="end">Where to end.</param>
    /// <param name="command">The command.</param>
    /// <param name="cursor">How far it is read.</param>
    /// <param name="token">The piece.</param>
    /// <returns>False at the end.</returns>
    public static bool TryRead(string text, int end, CommandDescription command, ref ArgumentCursor cursor, out ArgumentToken token)
    {
        if (cursor.Letter == 0 && cursor.Position < end && command.HasOptions && !cursor.OptionsEnded && IsEndOfOptions(text, cursor.Position))
        {
            cursor = new ArgumentCursor(ArgumentWord.SkipBlanks(text, cursor.Position + 2)) { OptionsEnded = true };
        }

        if (cursor.Letter == 0 && cursor.Position >= end)
        {
            token = default;
            return false;
        }

        bool mayBeOption = command.HasOptions && !cursor.OptionsEnded;
        token = cursor.Letter > 0 ? ReadLetter(text, command, ref cursor)
            : mayBeOption && IsLong(text, cursor.Position, out int prefix) ? ReadLong(text, prefix, command, ref cursor)
            : mayBeOption && IsShort(text, cursor.Position) ? ReadFirstLetter(text, command, ref cursor)
            : ReadWord(text, ref cursor);
        return true;
    }

    /// <summary>Where the rest of the text begins: at the first word after those that are known by their position.</summary>
    public static int FindRest(string text, CommandDescription command, ArgumentCursor cursor)
    {
        int words = 0;
        while (TryRead(text, text.Length, command, ref cursor, out ArgumentToken token))
        {
            if (token.Kind is ArgumentTokenKind.Word or ArgumentTokenKind.Unclosed && words++ == command.WordCount)
            {
                return token.Start;
            }
        }

        return text.Length;
    }

    private static ArgumentToken ReadWord(string text, ref ArgumentCursor cursor)
    {
        int start = cursor.Position;
        int position = start;
        bool closed = ArgumentWord.TryRead(text, ref position, out ArgumentWord word);
        cursor.Position = position;
        return new ArgumentToken(closed ? ArgumentTokenKind.Word : ArgumentTokenKind.Unclosed, start) { Word = word };
    }

    private static ArgumentToken ReadLong(string text, int prefix, CommandDescription command, ref ArgumentCursor cursor)
    {
        int start = cursor.Position;
        int end = start + prefix;
        while (end < text.Length && text[end] != '=' && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        int option = command.FindOption(text.AsSpan((start + prefix)..end));
        return ReadValue(text, command, start, end, option, ref cursor);
    }

    private static ArgumentToken ReadFirstLetter(string text, CommandDescription command, ref ArgumentCursor cursor)
    {
        cursor.Letter = cursor.Position + 1;
        return ReadLetter(text, command, ref cursor);
    }

    private static ArgumentToken ReadLetter(string text, CommandDescription command, ref ArgumentCursor cursor)
    {
        int letter = cursor.Letter;
        int option = command.FindOption(text[letter]);
        bool isLast = letter + 1 == text.Length || text[letter + 1] == '=' || char.IsWhiteSpace(text[letter + 1]);
        cursor.Letter = 0;
        if (option < 0)
        {
            // The word as a whole is what somebody wrote.
            int end = ArgumentWord.SkipWord(text, letter);
            return ReadValue(text, command, cursor.Position, end, option, ref cursor);
        }

        if (isLast || !command[option].IsSwitch)
        {
            return ReadValue(text, command, cursor.Position, letter + 1, option, ref cursor);
        }

        cursor.Letter = letter + 1;
        return new ArgumentToken(ArgumentTokenKind.Option, cursor.Position) { NameEnd = letter + 1, Parameter = option };
    }

    /// <summary>Reads what follows the name of an option.</summary>
    private static ArgumentToken ReadValue(string text, CommandDescription command, int start, int nameEnd, int option, ref ArgumentCursor cursor)
    {
        var token = new ArgumentToken(option < 0 ? ArgumentTokenKind.UnknownOption : ArgumentTokenKind.Option, start) { NameEnd = nameEnd, Parameter = option };
        bool isAttached = nameEnd < text.Length && !char.IsWhiteSpace(text[nameEnd]);
        int position = ArgumentWord.SkipBlanks(text, nameEnd);
        bool takesNext = option >= 0 && !command[option].IsSwitch && position < text.Length
            && !IsEndOfOptions(text, position) && !IsLong(text, position, out _) && !IsShort(text, position);
        if (isAttached || takesNext)
        {
            position += isAttached && text[nameEnd] == '=' ? 1 : 0;
            token = ArgumentWord.TryRead(text, ref position, out ArgumentWord word)
                ? token with { Word = word }
                : new ArgumentToken(ArgumentTokenKind.Unclosed, start) { Word = word };
        }

        cursor.Position = position;
        return token;
    }

    private static bool IsEndOfOptions(string text, int position) =>
        string.CompareOrdinal(text, position, "--", 0, 2) == 0 && (position + 2 == text.Length || char.IsWhiteSpace(text[position + 2]));

    private static bool IsLong(string text, int position, out int prefix)
    {
        prefix = text[position] is '—' or '–' ? 1 : 2;
        return (prefix == 1 || string.CompareOrdinal(text, position, "--", 0, 2) == 0)
            && position + prefix < text.Length
            && char.IsLetter(text[position + prefix]);
    }

    private static bool IsShort(string text, int position) =>
        text[position] == '-' && position + 1 < text.Length && char.IsLetter(text[position + 1]);
}

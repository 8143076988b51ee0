using System.ComponentModel;
using System.Text.RegularExpressions;

namespace ClickClack.Dispatch;

/// <summary>Reads the command words at the start of a text. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CommandLine
{
    /// <summary>The longest name a command can have (3.13 of the protocol).</summary>
    public const int MaxNameLength = 32;

    /// <summary>
    /// Whether a text has the form of a command, <c>/name</c> or <c>/name@handle</c>, alone or followed by a blank. <c>/etc/hosts</c>
    /// has not.
    /// </summary>
    /// <param name="text">The text of a message.</param>
    /// <param name="handle">The bot's handle, without <c>@</c>.</param>
    /// <param name="buffer">Room for the name: at least <see cref="MaxNameLength"/> characters.</param>
    /// <param name="name">The name in lower case, within <paramref name="buffer"/>; empty if the command is addressed to another bot.</param>
    /// <returns>Whether it is a command, ours or not.</returns>
    public static bool TryReadName(ReadOnlySpan<char> text, string handle, Span<char> buffer, out ReadOnlySpan<char> name)
    {
        name = default;
        if (text.Length < 2 || text[0] != '/')
        {
            return false;
        }

        int length = ReadLower(text[1..], buffer);
        if (length == 0)
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[(length + 1)..];
        if (rest.IsEmpty || char.IsWhiteSpace(rest[0]))
        {
            name = buffer[..length];
            return true;
        }

        if (rest[0] != '@')
        {
            return false;
        }

        ReadOnlySpan<char> addressee = rest[1..WordLength(rest)];
        if (addressee.IsEmpty || addressee.ContainsAnyExcept(NameCharacters))
        {
            return false;
        }

        if (addressee.Equals(handle, StringComparison.OrdinalIgnoreCase))
        {
            name = buffer[..length];
        }

        return true;
    }

    /// <summary>Reads the next word as the name of a sub-command.</summary>
    /// <param name="text">The text of a message that is a command.</param>
    /// <param name="position">Where the word begins; if it can be a name, then where the word after it begins.</param>
    /// <param name="buffer">Room for the name: at least <see cref="MaxNameLength"/> characters.</param>
    /// <returns>The word in lower case, within <paramref name="buffer"/>; empty if there is none, or it cannot be a name.</returns>
    public static ReadOnlySpan<char> ReadWord(string text, ref int position, Span<char> buffer)
    {
        ArgumentNullException.ThrowIfNull(text);
        int length = ReadLower(text.AsSpan(position), buffer);
        int end = position + length;
        if (length == 0 || (end < text.Length && !char.IsWhiteSpace(text[end])))
        {
            return default;
        }

        position = SkipBlanks(text, end);
        return buffer[..length];
    }

    /// <summary>Where the arguments begin: after the words of the command and the blanks behind them.</summary>
    /// <param name="text">The text of a message that is a command.</param>
    /// <param name="words">How many words the command has.</param>
    public static int ArgumentsStart(ReadOnlySpan<char> text, int words = 1)
    {
        int start = 0;
        for (int i = 0; i < words; i++)
        {
            start = SkipBlanks(text, start + WordLength(text[start..]));
        }

        return start;
    }

    /// <summary>Whether a pattern is found in a text. One that takes longer than its author allows is not.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text of a message.</param>
    public static bool Matches(Regex pattern, string text)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>Reads characters of a name in lower case.</summary>
    /// <returns>How many there are; 0 if there are too many.</returns>
    private static int ReadLower(ReadOnlySpan<char> text, Span<char> buffer)
    {
        int length = 0;
        foreach (char c in text)
        {
            bool isUpper = char.IsAsciiLetterUpper(c);
            if (!isUpper && !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('_' or '-'))
            {
                break;
            }

            if (length == MaxNameLength)
            {
                return 0;
            }

            buffer[length++] = isUpper ? (char)(c | 0x20) : c;
        }

        return length;
    }

    private static int SkipBlanks(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        return from;
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        int end = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end;
    }
}

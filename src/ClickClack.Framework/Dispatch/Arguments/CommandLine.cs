using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ClickClack.Dispatch;

/// <summary>Reads the command words at the start of a text. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CommandLine
{
    /// <summary>The longest name a command can have (3.13 of the protocol).</summary>
    public const int MaxNameLength = 32;

    private static readonly SearchValues<char> LowerNameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>
    /// Whether a text has the form of a command, <c>/name</c> or <c>/name@handle</c>, alone or followed by a blank. <c>/etc/hosts</c>
    /// has not.
    /// </summary>
    /// <param name="text">The text of a message.</param>
    /// <param name="handle">The bot's handle, without <c>@</c>.</param>
    /// <param name="name">
    /// The name as it was written, of at most <see cref="MaxNameLength"/> characters; empty if the command is addressed to another bot.
    /// </param>
    /// <param name="isLower">Whether the name is known to be in lower case; otherwise <see cref="ToLower"/> brings it there.</param>
    /// <returns>Whether it is a command, ours or not.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadName(string text, string handle, out ReadOnlySpan<char> name, out bool isLower)
    {
        if (text.Length < 2 || text[0] != '/')
        {
            name = default;
            isLower = true;
            return false;
        }

        // Most commands are written in lower case, and alone or before a blank.
        int length = text.AsSpan(1).IndexOfAnyExcept(LowerNameCharacters);
        length = length < 0 ? text.Length - 1 : length;
        if (length is > 0 and <= MaxNameLength && (length == text.Length - 1 || text[length + 1] == ' '))
        {
            name = text.AsSpan(1, length);
            isLower = true;
            return true;
        }

        // A number, because what a call writes to cannot be held in registers.
        int other = OtherNameLength(text, handle);
        name = other > 0 ? text.AsSpan(1, other) : default;
        isLower = other <= 0;
        return other >= 0;
    }

    /// <summary>The same with the name in lower case, be it in <paramref name="buffer"/>.</summary>
    internal static bool TryReadName(string text, string handle, Span<char> buffer, out ReadOnlySpan<char> name)
    {
        bool isCommand = TryReadName(text, handle, out name, out bool isLower);
        name = isLower ? name : ToLower(name, buffer);
        return isCommand;
    }

    /// <summary>A name in lower case.</summary>
    /// <param name="name">What <see cref="TryReadName(string, string, out ReadOnlySpan{char}, out bool)"/> read.</param>
    /// <param name="buffer">Room for the name: at least <see cref="MaxNameLength"/> characters.</param>
    /// <returns>The name, within <paramref name="buffer"/>.</returns>
    public static ReadOnlySpan<char> ToLower(ReadOnlySpan<char> name, Span<char> buffer)
    {
        for (int i = 0; i < name.Length; i++)
        {
            buffer[i] = char.IsAsciiLetterUpper(name[i]) ? (char)(name[i] | 0x20) : name[i];
        }

        return buffer[..name.Length];
    }

    /// <summary>Reads the next word as the name of a sub-command.</summary>
    /// <param name="text">The text of a message that is a command.</param>
    /// <param name="position">Where the word begins; if it can be a name, then where the word after it begins.</param>
    /// <param name="buffer">Room for the name, used if it is not in lower case: at least <see cref="MaxNameLength"/> characters.</param>
    /// <returns>The word in lower case; empty if there is none, or it cannot be a name.</returns>
    public static ReadOnlySpan<char> ReadWord(string text, ref int position, Span<char> buffer)
    {
        ArgumentNullException.ThrowIfNull(text);
        int start = position;
        int length = NameLength(text.AsSpan(start), out bool isLower);
        int end = start + length;
        if (length == 0 || (end < text.Length && !char.IsWhiteSpace(text[end])))
        {
            return default;
        }

        position = SkipBlanks(text, end);
        ReadOnlySpan<char> name = text.AsSpan(start, length);
        return isLower ? name : ToLower(name, buffer);
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

    /// <summary>The same; mostly the command is written as its description has it, not by another name or in other letters.</summary>
    internal static int ArgumentsStart(string text, CommandDescription command)
    {
        string name = command.Name;
        int end = name.Length + 1;
        return end <= text.Length && text.AsSpan(1, name.Length).SequenceEqual(name) && (end == text.Length || text[end] == ' ')
            ? SkipBlanks(text, end)
            : ArgumentsStart(text, command.NameWords);
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

    /// <summary>How long the name of a command is that is in upper case, addressed to somebody or before a blank that is not a space.</summary>
    /// <returns>0 if the command is addressed to another bot, -1 if it is none.</returns>
    private static int OtherNameLength(string text, string handle)
    {
        int length = NameLength(text.AsSpan(1), out _);
        int end = length + 1;
        if (length == 0)
        {
            return -1;
        }

        if (end == text.Length || char.IsWhiteSpace(text[end]))
        {
            return length;
        }

        if (text[end] != '@')
        {
            return -1;
        }

        ReadOnlySpan<char> rest = text.AsSpan(end);
        ReadOnlySpan<char> addressee = rest[1..WordLength(rest)];
        if (addressee.IsEmpty || addressee.ContainsAnyExcept(NameCharacters))
        {
            return -1;
        }

        return addressee.Equals(handle, StringComparison.OrdinalIgnoreCase) ? length : 0;
    }

    /// <summary>How many characters a text begins with that can be those of a name; 0 if there are too many.</summary>
    private static int NameLength(ReadOnlySpan<char> text, out bool isLower)
    {
        int length = text.IndexOfAnyExcept(NameCharacters);
        length = length < 0 ? text.Length : length;
        length = length <= MaxNameLength ? length : 0;
        isLower = true;
        foreach (char letter in text[..length])
        {
            isLower &= !char.IsAsciiLetterUpper(letter);
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

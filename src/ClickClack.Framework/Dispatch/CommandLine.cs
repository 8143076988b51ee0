using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>Reads the command word at the start of a text. Used by generated code.</summary>
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
        int end = WordLength(text);
        if (end < 2 || text[0] != '/')
        {
            return false;
        }

        ReadOnlySpan<char> word = text[1..end];
        int at = word.IndexOf('@');
        ReadOnlySpan<char> addressee = at < 0 ? default : word[(at + 1)..];
        word = at < 0 ? word : word[..at];
        bool named = word.Length is > 0 and <= MaxNameLength && !word.ContainsAnyExcept(NameCharacters);
        bool addressed = at < 0 || (addressee.Length > 0 && !addressee.ContainsAnyExcept(NameCharacters));
        if (!named || !addressed)
        {
            return false;
        }

        if (at < 0 || addressee.Equals(handle, StringComparison.OrdinalIgnoreCase))
        {
            word.ToLowerInvariant(buffer);
            name = buffer[..word.Length];
        }

        return true;
    }

    /// <summary>Where the arguments begin: after the command word and the blanks behind it.</summary>
    /// <param name="text">The text of a message that is a command.</param>
    public static int ArgumentsStart(ReadOnlySpan<char> text)
    {
        int start = WordLength(text);
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

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

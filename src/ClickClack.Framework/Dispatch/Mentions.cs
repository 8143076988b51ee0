using System.Buffers;

namespace ClickClack.Dispatch;

/// <summary>Mentions in a text, by the server's rule (3.4 of the protocol): needed where the server computes none, and to drop a leading one.</summary>
internal static class Mentions
{
    private static readonly SearchValues<char> HandleCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>The text without a mention of the bot at its start and the punctuation and blanks after that.</summary>
    /// <param name="body">A message's body.</param>
    /// <param name="handle">The bot's handle; empty if it has none.</param>
    public static string WithoutLeading(string body, string handle)
    {
        ReadOnlySpan<char> text = body.AsSpan().TrimStart();
        if (handle.Length == 0 || !IsMentionAt(text, 0, handle))
        {
            return body;
        }

        text = text[(handle.Length + 1)..].TrimStart();
        if (text.Length > 0 && text[0] is ',' or ':' or ';')
        {
            text = text[1..].TrimStart();
        }

        return text.ToString();
    }

    /// <summary>Whether the text mentions a handle: links and addresses do not count, code does.</summary>
    public static bool Contains(ReadOnlySpan<char> text, string handle)
    {
        if (handle.Length == 0)
        {
            return false;
        }

        int i = 0;
        while (i < text.Length)
        {
            if (AddressLength(text[i..]) is > 0 and int address)
            {
                i += address;
            }
            else if (text[i] == '[' && LinkLength(text[i..]) is > 0 and int link)
            {
                i += link;
            }
            else if (text[i] == '@' && IsMentionAt(text, i, handle))
            {
                return true;
            }
            else
            {
                i++;
            }
        }

        return false;
    }

    private static bool IsMentionAt(ReadOnlySpan<char> text, int at, string handle)
    {
        if (at >= text.Length || text[at] != '@' || (at > 0 && (text[at - 1] == '@' || HandleCharacters.Contains(text[at - 1]))))
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[(at + 1)..];
        int end = rest.IndexOfAnyExcept(HandleCharacters);
        return rest[..(end < 0 ? rest.Length : end)].Equals(handle, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The length of a web address at the start of a text, up to the next blank, or 0.</summary>
    private static int AddressLength(ReadOnlySpan<char> text)
    {
        int scheme = 0;
        while (scheme < text.Length && (char.IsAsciiLetterOrDigit(text[scheme]) || text[scheme] is '+' or '-' or '.'))
        {
            // No scheme is longer; without a bound a long word would be scanned once per character.
            if (++scheme > 32)
            {
                break;
            }
        }

        bool isAddress = text.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            || (scheme > 0 && char.IsAsciiLetter(text[0]) && text[scheme..].StartsWith("://", StringComparison.Ordinal));
        if (!isAddress)
        {
            return 0;
        }

        int length = 0;
        while (length < text.Length && !char.IsWhiteSpace(text[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>The length of a Markdown link at the start of a text, or 0.</summary>
    private static int LinkLength(ReadOnlySpan<char> text)
    {
        // A link is looked for within one line's worth only: hostile brackets must not cost quadratic time.
        ReadOnlySpan<char> near = text[..Math.Min(text.Length, 4096)];
        int label = near.IndexOf(']');
        if (label < 0 || label + 1 >= near.Length || near[label + 1] != '(')
        {
            return 0;
        }

        int end = near[(label + 2)..].IndexOf(')');
        return end < 0 ? 0 : label + 2 + end + 1;
    }
}

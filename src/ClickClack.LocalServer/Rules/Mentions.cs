using ClickClack.Local.Storage;

namespace ClickClack.Local.Rules;

/// <summary>Finds who is addressed by <c>@handle</c> in a text, in time that grows with its length whatever it says.</summary>
internal static class Mentions
{
    /// <summary>The ids of the mentioned members, ascending.</summary>
    public static IReadOnlyList<string> In(Transaction db, string workspaceId, string body)
    {
        if (!body.Contains('@'))
        {
            return [];
        }
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var handle in Handles(body))
        {
            if (MemberStore.ByHandle(db, workspaceId, handle) is { } id)
            {
                ids.Add(id);
            }
        }
        return [.. ids];
    }

    /// <summary>The handles a text names, in lower case, each once.</summary>
    public static IReadOnlyCollection<string> Handles(string body)
    {
        var handles = new HashSet<string>(StringComparer.Ordinal);
        var at = 0;
        var schemeEnd = 0;
        var lastParenthesis = body.LastIndexOf(')');
        while (at < body.Length)
        {
            if (StartsAddress(body, at, ref schemeEnd))
            {
                // Nothing inside an address is a mention, up to the next blank.
                while (at < body.Length && !char.IsWhiteSpace(body[at]))
                {
                    at++;
                }
            }
            else if (body[at] == '[' && LinkEnd(body, at, lastParenthesis) is { } end)
            {
                at = end;
            }
            else if (body[at] == '@' && (at == 0 || !IsHandlePart(body[at - 1]) && body[at - 1] != '@'))
            {
                var start = ++at;
                while (at < body.Length && IsHandlePart(body[at]))
                {
                    at++;
                }
                if (at > start)
                {
                    handles.Add(body[start..at].ToLowerInvariant());
                }
            }
            else
            {
                at++;
            }
        }
        return handles;
    }

    // The end of a run that could be a scheme is kept for the other positions within it: a run is read once.
    private static bool StartsAddress(string body, int at, ref int schemeEnd)
    {
        if (body.AsSpan(at).StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        for (schemeEnd = Math.Max(schemeEnd, at); schemeEnd < body.Length && IsSchemePart(body[schemeEnd]); schemeEnd++)
        {
        }
        return char.IsAsciiLetter(body[at]) && body.AsSpan(schemeEnd).StartsWith("://", StringComparison.Ordinal);
    }

    // The position after "[text](target)"; null when the bracket opens no link.
    private static int? LinkEnd(string body, int at, int lastParenthesis)
    {
        var length = body.AsSpan(at + 1).IndexOfAny('[', ']', '\n');
        var text = at + 1 + length;
        return length >= 0 && text < lastParenthesis && body.AsSpan(text).StartsWith("](", StringComparison.Ordinal)
            ? body.IndexOf(')', text) + 1
            : null;
    }

    private static bool IsSchemePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.';

    private static bool IsHandlePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}

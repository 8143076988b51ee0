using ClickClack.Local.Storage;

namespace ClickClack.Local.Rules;

/// <summary>Finds who is addressed by <c>@handle</c> in a text.</summary>
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
        while (at < body.Length)
        {
            if (StartsAddress(body, at))
            {
                // Nothing inside an address is a mention, up to the next blank.
                while (at < body.Length && !char.IsWhiteSpace(body[at]))
                {
                    at++;
                }
            }
            else if (body[at] == '[' && LinkEnd(body, at) is { } end)
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

    private static bool StartsAddress(string body, int at)
    {
        var rest = body.AsSpan(at);
        if (rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        var scheme = 0;
        while (scheme < rest.Length && (char.IsAsciiLetterOrDigit(rest[scheme]) || rest[scheme] is '+' or '-' or '.'))
        {
            scheme++;
        }
        return scheme > 0 && char.IsAsciiLetter(rest[0]) && rest[scheme..].StartsWith("://", StringComparison.Ordinal);
    }

    // The position after "[text](target)"; null when the bracket opens no link.
    private static int? LinkEnd(string body, int at)
    {
        var text = body.IndexOf("](", at, StringComparison.Ordinal);
        if (text < 0 || body.AsSpan(at + 1, text - at - 1).ContainsAny('[', ']', '\n'))
        {
            return null;
        }
        var target = body.IndexOf(')', text);
        return target < 0 ? null : target + 1;
    }

    private static bool IsHandlePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}

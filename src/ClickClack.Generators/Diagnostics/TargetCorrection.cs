using ClickClack.Targets;

namespace ClickClack.Generators;

/// <summary>What the author of a wrong target or id meant, where there is one answer.</summary>
internal static class TargetCorrection
{
    private static readonly string[] Prefixes = ["clickclack", "cc"];

    /// <summary>The target that was meant, with the prefix it was written with; null if that is unknown.</summary>
    public static string? Of(string text)
    {
        string prefix = "";
        string rest = text.Trim();
        while (Kind(rest) is { } first && Array.IndexOf(Prefixes, first.ToLowerInvariant()) >= 0)
        {
            prefix = first + ":";
            rest = rest.Substring(rest.IndexOf(':') + 1).Trim();
        }

        string? kind = Kind(rest);
        string body = rest.Substring(rest.IndexOf(':') + 1).Trim();
        string? right = TargetGrammar.AsTarget(body) ?? kind?.ToLowerInvariant() switch
        {
            null => OfChannel(body),
            "" => "channel:" + body,
            "channel" => $"{kind}:{OfChannel(body)}",
            "dm" => $"{kind}:@{body}",

            // Two prefixes, and nothing else is wrong.
            _ => rest,
        };
        return right is not null && prefix + right != text && TargetGrammar.Read(prefix + right, out _, out _, out _) is null ? prefix + right : null;
    }

    /// <summary>The channel that was meant; null if that is unknown. What is a person or another id is no channel in another spelling.</summary>
    public static string? OfChannel(string name) =>
        name.Length > 0 && name[0] != '@' && IdGrammar.KindOf(name) is null && TargetGrammar.Slug(name) is { Length: > 0 } slug ? slug : null;

    /// <summary>The id that was meant; null if that is unknown.</summary>
    /// <remarks>The server's ids begin with the time, which is a digit for some centuries. A word may be the name of something else.</remarks>
    public static string? OfId(string text, IdKind kind)
    {
        bool isBare = text.Length > 0 && text[0] is >= '0' and <= '9';
        foreach (char c in text)
        {
            isBare &= c is (>= '0' and <= '9') or (>= 'a' and <= 'z');
        }

        return isBare ? kind.Prefix + text : null;
    }

    /// <summary>What stands before the first colon, or null if there is none.</summary>
    private static string? Kind(string text) => text.IndexOf(':') is >= 0 and int colon ? text.Substring(0, colon).Trim() : null;
}

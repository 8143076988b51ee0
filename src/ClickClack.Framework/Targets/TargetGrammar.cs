using System.Text;

namespace ClickClack.Targets;

/// <summary>What the text of a target names.</summary>
internal enum TargetKind
{
    /// <summary>A channel by its name.</summary>
    ChannelName,

    /// <summary>A channel by its id (<c>chn_…</c>).</summary>
    ChannelId,

    /// <summary>The direct conversation with a user, by user id (<c>usr_…</c>).</summary>
    DmUser,

    /// <summary>The direct conversation with a user, by handle, kept without the <c>@</c>.</summary>
    DmHandle,

    /// <summary>A direct conversation by its own id (<c>dm_…</c>).</summary>
    DmConversation,

    /// <summary>A thread by the id of its root message (<c>msg_…</c>).</summary>
    Thread,
}

/// <summary>
/// The grammar of target texts. The library and the compiler plug-in both compile this file, so that a literal is judged while
/// typing exactly as it would be at run time; it therefore uses nothing beyond netstandard2.0.
/// </summary>
/// <remarks>
/// <c>[clickclack:|cc:] (channel: name-or-id | dm: user-id|@handle|conversation-id | thread: message-id | name-or-id)</c>.
/// Prefix and kind ignore case, blanks around the parts are dropped, and a text without a kind is a channel.
/// </remarks>
internal static class TargetGrammar
{
    private const string Forms = "channel:<name>, dm:@<handle>, dm:<usr_ id> or thread:<msg_ id>";
    private const string SlugRule = "names are lower-case letters and digits with single dashes between";

    /// <summary>Reads a target.</summary>
    /// <param name="text">The text; may be null, which is an error like a blank text.</param>
    /// <param name="kind">What it names.</param>
    /// <param name="value">The id, handle or name, without any prefix of the grammar.</param>
    /// <param name="position">Where in <paramref name="text"/> the error is, from 0.</param>
    /// <returns>Null, or why the text is not a target, as a clause that can follow a colon.</returns>
    public static string? Read(string? text, out TargetKind kind, out string value, out int position)
    {
        kind = default;
        value = "";
        position = 0;

        if (text is null || text.Trim().Length == 0)
        {
            return "a target must not be empty; expected " + Forms;
        }

        int start = SkipBlanks(text, 0);
        int colon = text.IndexOf(':', start);
        if (colon >= 0 && IsWord(text, start, colon, "clickclack", "cc"))
        {
            start = SkipBlanks(text, colon + 1);
            colon = text.IndexOf(':', start);
        }

        position = start;
        int bodyStart = colon < 0 ? start : SkipBlanks(text, colon + 1);
        string body = text.Substring(bodyStart).TrimEnd();

        if (colon < 0 || IsWord(text, start, colon, "channel", "channel"))
        {
            position = bodyStart;
            return ReadChannel(body, ref kind, ref value);
        }

        if (IsWord(text, start, colon, "dm", "dm"))
        {
            position = bodyStart;
            return ReadDm(body, ref kind, ref value);
        }

        if (IsWord(text, start, colon, "thread", "thread"))
        {
            position = bodyStart;
            return ReadThread(body, ref kind, ref value);
        }

        return WhyNoKind(text.Substring(start, colon - start).Trim(), body);
    }

    /// <summary>Why a text cannot be the name or id of a channel, or null.</summary>
    /// <remarks>A channel's name is a slug: the server lower-cases it and turns every other character into a dash.</remarks>
    public static string? CheckChannel(string body)
    {
        if (body.Length == 0)
        {
            return "the channel is missing";
        }

        if (body[0] == '#')
        {
            string slug = Slug(body);
            return slug.Length == 0
                ? $"{IdGrammar.Quoted(body)} is not a channel name: {SlugRule}"
                : $"write {IdGrammar.Quoted(slug)} without the '#'";
        }

        if (IdGrammar.KindOf(body) is { } id)
        {
            return id.Prefix == IdGrammar.Channel
                ? IdGrammar.Check(body, id)
                : $"{IdGrammar.Quoted(body)} is not a channel but {id.Noun}";
        }

        bool dash = true;
        foreach (char c in body)
        {
            bool dashHere = c == '-';
            if (!IsSlugCharacter(c) && !(dashHere && !dash))
            {
                return NotASlug(body);
            }

            dash = dashHere;
        }

        return dash ? NotASlug(body) : null;
    }

    private static string NotASlug(string body)
    {
        string slug = Slug(body);
        return $"{IdGrammar.Quoted(body)} is not a channel name: {SlugRule}" + (slug.Length == 0 ? "" : $"; write {IdGrammar.Quoted(slug)}");
    }

    /// <summary>
    /// What the server would make of the title of a channel: lower case, and one dash for whatever else stands between letters and digits. Empty if a
    /// text is no such title.
    /// </summary>
    public static string Slug(string body)
    {
        // A suggestion nobody could read is none.
        if (body.Length > IdGrammar.LongestQuote)
        {
            return "";
        }

        var slug = new StringBuilder(body.Length);
        foreach (char c in body)
        {
            char lower = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
            if (IsSlugCharacter(lower))
            {
                slug.Append(lower);
            }
            else if (c is > '\u007f' or ':' or '@' or '*' or '{' or '}' or ',' or ';' or '|')
            {
                // A name in another script, a target, a list, a pattern or a key: what is left of it would be another name.
                return "";
            }
            else if (slug.Length > 0 && slug[slug.Length - 1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    private static string? ReadChannel(string body, ref TargetKind kind, ref string value)
    {
        kind = IdGrammar.Is(body, IdGrammar.Channel) ? TargetKind.ChannelId : TargetKind.ChannelName;
        value = body;
        if (body.Length == 0)
        {
            return "the channel is missing; expected channel:<name> or channel:<chn_ id>";
        }

        if (body[0] == '@')
        {
            return $"{IdGrammar.Quoted(body)} is a person{Instead(body)}";
        }

        return IdGrammar.KindOf(body) is { } id && id.Prefix != IdGrammar.Channel
            ? $"{IdGrammar.Quoted(body)} is not a channel{Instead(body)}"
            : CheckChannel(body);
    }

    private static string? ReadDm(string body, ref TargetKind kind, ref string value)
    {
        value = body;
        if (body.Length == 0)
        {
            return "the person or conversation is missing; expected dm:@<handle>, dm:<usr_ id> or dm:<dm_ id>";
        }

        if (body[0] == '@')
        {
            kind = TargetKind.DmHandle;
            value = body.Substring(1).ToLowerInvariant();
            return IsHandle(body, 1) ? null : $"{IdGrammar.Quoted(body)} is not a handle: @ and 2 to 32 letters, digits, '_' or '-'";
        }

        if (IdGrammar.KindOf(body) is not { } id)
        {
            return IsHandle(body, 0)
                ? $"write \"dm:@{body}\" for a handle"
                : $"{IdGrammar.Quoted(body)} is neither a user id (usr_…), a handle (@…) nor a conversation id (dm_…)";
        }

        kind = id.Prefix == IdGrammar.DirectConversation ? TargetKind.DmConversation : TargetKind.DmUser;
        return kind == TargetKind.DmConversation || id.Prefix == IdGrammar.User
            ? IdGrammar.Check(body, id)
            : $"{IdGrammar.Quoted(body)} is neither a person nor a conversation{Instead(body)}";
    }

    private static string? ReadThread(string body, ref TargetKind kind, ref string value)
    {
        kind = TargetKind.Thread;
        value = body;
        if (body.Length == 0)
        {
            return "the root message is missing; expected thread:<msg_ id>";
        }

        return IdGrammar.KindOf(body) is { } id && id.Prefix == IdGrammar.Message
            ? IdGrammar.Check(body, id)
            : $"{IdGrammar.Quoted(body)} is not a message id (msg_…){Instead(body)}";
    }

    private static string WhyNoKind(string kind, string body)
    {
        if (kind.Length == 0)
        {
            return body.Length > 0 && CheckChannel(body) is null
                ? $"the kind before the ':' is missing; write {IdGrammar.Quoted("channel:" + body)}"
                : $"the kind before the ':' is missing; expected {Forms}";
        }

        if (IsWord(kind, 0, kind.Length, "clickclack", "cc"))
        {
            return $"one prefix is enough: leave out {IdGrammar.Quoted(kind + ":")}";
        }

        if (IsWord(kind, 0, kind.Length, "group", "group"))
        {
            return "a new group has no text: use Target.Group(users), or dm:<dm_ id> for a group there is";
        }

        string instead = Instead(body);
        return $"unknown kind {IdGrammar.Quoted(kind)}{(instead.Length > 0 ? instead : $"; expected {Forms}")}";
    }

    /// <summary>The target that a body is of itself, whatever was written before it; null if it is none.</summary>
    public static string? AsTarget(string body)
    {
        if (body.Length is 0 or > IdGrammar.LongestQuote)
        {
            return null;
        }

        if (body[0] == '@')
        {
            return IsHandle(body, 1) ? "dm:" + body : null;
        }

        if (IdGrammar.KindOf(body) is not { } id || IdGrammar.Check(body, id) is not null)
        {
            return null;
        }

        return id.Prefix switch
        {
            IdGrammar.Channel => "channel:" + body,
            IdGrammar.User or IdGrammar.DirectConversation => "dm:" + body,
            IdGrammar.Message => "thread:" + body,
            _ => null,
        };
    }

    /// <summary>The same as the end of a sentence; of another id what it is; else empty.</summary>
    private static string Instead(string body) =>
        AsTarget(body) is { } target ? $"; write \"{target}\""
        : body.Length <= IdGrammar.LongestQuote && IdGrammar.KindOf(body) is { } id && IdGrammar.Check(body, id) is null ? $" but {id.Noun}"
        : "";

    private static bool IsSlugCharacter(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');

    /// <summary>Whether the rest of a text can be a handle (2.3 of the protocol: 2 to 32 characters, the first a letter or digit).</summary>
    private static bool IsHandle(string text, int from)
    {
        if (text.Length - from is < 2 or > 32 || text[from] is '_' or '-')
        {
            return false;
        }

        for (int i = from; i < text.Length; i++)
        {
            if (!IdGrammar.IsIdCharacter(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWord(string text, int start, int end, string first, string second)
    {
        string word = text.Substring(start, end - start).Trim();
        return word.Equals(first, StringComparison.OrdinalIgnoreCase) || word.Equals(second, StringComparison.OrdinalIgnoreCase);
    }

    private static int SkipBlanks(string text, int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        return from;
    }
}

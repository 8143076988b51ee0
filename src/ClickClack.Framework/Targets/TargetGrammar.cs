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

        return $"unknown kind \"{text.Substring(start, colon - start).Trim()}\"; expected {Forms}";
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
            return $"write \"{body.Substring(1)}\" without the '#'";
        }

        if (IsId(body, "usr_") || IsId(body, "dm_"))
        {
            return $"\"{body}\" is not a channel; write \"dm:{body}\"";
        }

        if (IsId(body, "msg_"))
        {
            return $"\"{body}\" is not a channel; write \"thread:{body}\"";
        }

        if (IsId(body, "chn_"))
        {
            return CheckId(body);
        }

        bool dash = true;
        foreach (char c in body)
        {
            bool dashHere = c == '-';
            if (!(c is (>= 'a' and <= 'z') or (>= '0' and <= '9')) && !(dashHere && !dash))
            {
                return NotASlug(body);
            }

            dash = dashHere;
        }

        return dash ? NotASlug(body) : null;
    }

    private static string NotASlug(string body) =>
        $"\"{body}\" is not a channel name: names are lower-case letters and digits with single dashes between";

    private static string? ReadChannel(string body, ref TargetKind kind, ref string value)
    {
        kind = IsId(body, "chn_") ? TargetKind.ChannelId : TargetKind.ChannelName;
        value = body;
        if (body.Length > 0 && body[0] == '@')
        {
            return $"\"{body}\" is a person; write \"dm:{body}\"";
        }

        return CheckChannel(body);
    }

    private static string? ReadDm(string body, ref TargetKind kind, ref string value)
    {
        value = body;
        if (body.Length == 0)
        {
            return "the person or conversation is missing";
        }

        if (body[0] == '@')
        {
            kind = TargetKind.DmHandle;
            value = body.Substring(1).ToLowerInvariant();
            return IsHandle(value) ? null : $"\"{body}\" is not a handle: @ and 2 to 32 letters, digits, '_' or '-'";
        }

        kind = IsId(body, "dm_") ? TargetKind.DmConversation : TargetKind.DmUser;
        if (kind == TargetKind.DmUser && !IsId(body, "usr_"))
        {
            return IsHandle(body.ToLowerInvariant())
                ? $"write \"dm:@{body}\" for a handle"
                : $"\"{body}\" is neither a user id (usr_…), a handle (@…) nor a conversation id (dm_…)";
        }

        return CheckId(body);
    }

    private static string? ReadThread(string body, ref TargetKind kind, ref string value)
    {
        kind = TargetKind.Thread;
        value = body;
        if (body.Length == 0)
        {
            return "the root message is missing";
        }

        return IsId(body, "msg_") ? CheckId(body) : $"\"{body}\" is not a message id (msg_…)";
    }

    private static string? CheckId(string body)
    {
        // The server's ids are opaque beyond their prefix; what cannot stand in a URL path is certainly none.
        int from = body.IndexOf('_') + 1;
        for (int i = from; i < body.Length; i++)
        {
            char c = body[i];
            if (!(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-'))
            {
                return $"\"{body}\" is not an id: '{c}' cannot be part of one";
            }
        }

        return from == body.Length ? $"\"{body}\" is only the prefix of an id" : null;
    }

    /// <summary>Whether a lower-case text can be a handle (2.3 of the protocol: 2 to 32 characters, the first a letter or digit).</summary>
    private static bool IsHandle(string text)
    {
        if (text.Length is < 2 or > 32 || text[0] is '_' or '-')
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!(c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsId(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal);

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

using System.Globalization;
using System.Text;

namespace ClickClack.Targets;

/// <summary>A kind of id: what its texts begin with, and what is called by them.</summary>
/// <param name="type">The name of its type; empty for what has none.</param>
/// <param name="prefix">What it begins with, the underscore included.</param>
/// <param name="noun">What it is, with an article.</param>
internal sealed class IdKind(string type, string prefix, string noun)
{
    /// <summary>The name of its type, for example <c>UserId</c>; empty for what has none.</summary>
    public string Type { get; } = type;

    /// <summary>What it begins with, the underscore included.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>What others of the kind begin with, which are made of a time and may have a dot; null if there are none.</summary>
    public string? TimePrefix { get; init; }

    /// <summary>What it is, for example "the id of a user".</summary>
    public string Noun { get; } = noun;

    /// <summary>Whether it lets in whoever has it, so that it is not repeated in an error.</summary>
    public bool IsSecret { get; init; }
}

/// <summary>The grammar of the server's ids. Compiled into the compiler plug-in too, like <see cref="TargetGrammar"/>.</summary>
internal static class IdGrammar
{
    public const string BotCommand = "botcmd_";
    public const string Channel = "chn_";
    public const string Cursor = "cur_";
    public const string DirectConversation = "dm_";
    public const string EphemeralEvent = "eph_";
    public const string Event = "evt_";
    public const string Message = "msg_";
    public const string Pin = "pin_";
    public const string Topic = "top_";
    public const string Upload = "upl_";
    public const string User = "usr_";
    public const string Workspace = "wsp_";

    /// <summary>So much of a text stands in an error, in characters.</summary>
    public const int LongestQuote = 80;

    private static readonly IdKind[] Kinds =
    [
        new("BotCommandId", BotCommand, "the id of a menu command"),
        new("ChannelId", Channel, "the id of a channel"),
        new("DirectConversationId", DirectConversation, "the id of a direct conversation"),
        new("EventCursor", Cursor, "a place in the log of events"),
        new("ServerEventId", Event, "the id of an event") { TimePrefix = EphemeralEvent },
        new("MessageId", Message, "the id of a message"),
        new("PinId", Pin, "the id of a pin"),
        new("TopicId", Topic, "the id of a topic"),
        new("UploadId", Upload, "the id of an upload"),
        new("UserId", User, "the id of a user"),
        new("WorkspaceId", Workspace, "the id of a workspace"),
        new("", "ccb_", "the token of a bot") { IsSecret = true },
        new("", "ccs_", "the signing secret of an app") { IsSecret = true },
        new("", "mgt_", "the token of a magic link") { IsSecret = true },
        new("", "sst_", "the token of a session") { IsSecret = true },
    ];

    /// <summary>The kind whose prefix a text begins with, or null.</summary>
    public static IdKind? KindOf(string text)
    {
        foreach (IdKind kind in Kinds)
        {
            if (PrefixOf(text, kind) is not null)
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>The kind that a type of the library is for, or null if the type is for none.</summary>
    public static IdKind? OfType(string type)
    {
        foreach (IdKind kind in Kinds)
        {
            if (kind.Type == type)
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>Whether a text begins with a prefix.</summary>
    public static bool Is(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>Why a text is not an id of a kind, as a clause that can follow a colon, or null.</summary>
    /// <remarks>The server's ids are opaque beyond their prefix; what cannot stand in the path of an address is certainly none.</remarks>
    public static string? Check(string text, IdKind kind)
    {
        if (text.Length == 0)
        {
            return $"it is empty; expected {kind.Prefix}…";
        }

        if (PrefixOf(text, kind) is not { } prefix)
        {
            string what = KindOf(text) is not { } other ? $"is not {kind.Noun}"
                : other.Type.Length > 0 ? $"is {other.Noun} ({other.Type})"
                : $"is {other.Noun}";
            return $"{Quoted(text)} {what}; expected {kind.Prefix}…";
        }

        for (int i = prefix.Length; i < text.Length; i++)
        {
            if (!IsIdCharacter(text[i]) && !(text[i] == '.' && prefix == kind.TimePrefix))
            {
                return $"{Quoted(text)} is not an id: '{Shown(text[i])}' cannot be part of one";
            }
        }

        return text.Length == prefix.Length ? $"{Quoted(text)} is only the prefix of an id" : null;
    }

    /// <summary>Whether a character can be part of an id, or of a handle.</summary>
    public static bool IsIdCharacter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-';

    /// <summary>
    /// A text for an error, in quotes: of bearable length, with nothing that a terminal obeys or does not show, and of a secret the prefix
    /// only.
    /// </summary>
    public static string Quoted(string text)
    {
        if (KindOf(text) is { IsSecret: true } secret)
        {
            return $"\"{secret.Prefix}…\"";
        }

        var quoted = new StringBuilder("\"", Math.Min(text.Length, LongestQuote) + 3);
        for (int i = 0; i < text.Length && i < LongestQuote; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                quoted.Append(text[i++]).Append(text[i]);
            }
            else
            {
                quoted.Append(Shown(text[i]));
            }
        }

        return quoted.Append(text.Length > LongestQuote ? "…\"" : "\"").ToString();
    }

    private static string? PrefixOf(string text, IdKind kind) => Is(text, kind.Prefix) ? kind.Prefix
        : kind.TimePrefix is { } prefix && Is(text, prefix) ? prefix
        : null;

    private static string Shown(char c) => CharUnicodeInfo.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
        _ => c.ToString(),
    };
}

using System.Globalization;
using System.Text;

namespace ClickClack.Targets;

/// <summary>A kind of id: what its texts begin with, and what is called by them.</summary>
/// <param name="type">The name of its type.</param>
/// <param name="prefix">What it begins with, the underscore included.</param>
/// <param name="noun">What it is the id of, with an article.</param>
internal sealed class IdKind(string type, string prefix, string noun)
{
    /// <summary>The name of its type, for example <c>UserId</c>.</summary>
    public string Type { get; } = type;

    /// <summary>What it begins with, the underscore included.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>What it is, for example "the id of a user".</summary>
    public string Noun { get; } = "the id of " + noun;
}

/// <summary>The grammar of the server's ids. Compiled into the compiler plug-in too, like <see cref="TargetGrammar"/>.</summary>
internal static class IdGrammar
{
    public const string BotCommand = "botcmd_";
    public const string Channel = "chn_";
    public const string DirectConversation = "dm_";
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
        new("BotCommandId", BotCommand, "a menu command"),
        new("ChannelId", Channel, "a channel"),
        new("DirectConversationId", DirectConversation, "a direct conversation"),
        new("MessageId", Message, "a message"),
        new("PinId", Pin, "a pin"),
        new("TopicId", Topic, "a topic"),
        new("UploadId", Upload, "an upload"),
        new("UserId", User, "a user"),
        new("WorkspaceId", Workspace, "a workspace"),
    ];

    /// <summary>The kind whose prefix a text begins with, or null.</summary>
    public static IdKind? KindOf(string text)
    {
        foreach (IdKind kind in Kinds)
        {
            if (Is(text, kind.Prefix))
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

        if (!Is(text, kind.Prefix))
        {
            string what = KindOf(text) is { } other ? $"is {other.Noun} ({other.Type})" : $"is not {kind.Noun}";
            return $"{Quoted(text)} {what}; expected {kind.Prefix}…";
        }

        for (int i = kind.Prefix.Length; i < text.Length; i++)
        {
            if (!IsIdCharacter(text[i]))
            {
                return $"{Quoted(text)} is not an id: '{Shown(text[i])}' cannot be part of one";
            }
        }

        return text.Length == kind.Prefix.Length ? $"{Quoted(text)} is only the prefix of an id" : null;
    }

    /// <summary>Whether a character can be part of an id, or of a handle.</summary>
    public static bool IsIdCharacter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-';

    /// <summary>A text for an error, in quotes: of bearable length, and with nothing that a terminal obeys or does not show.</summary>
    public static string Quoted(string text)
    {
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

    private static string Shown(char c) => CharUnicodeInfo.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
        _ => c.ToString(),
    };
}

using ClickClack.Targets;

namespace ClickClack.Generators;

/// <summary>The text in <c>[OnChannel]</c>: a channel's name or id, <c>*</c>, or <c>{Config:Key}</c>.</summary>
internal static class ChannelText
{
    private const string Start = "{Config:";

    /// <summary>The key in <c>{Config:Key}</c>, or null if a text has not that form.</summary>
    public static string? ConfigKey(string text) =>
        text.StartsWith(Start, StringComparison.Ordinal) && text[text.Length - 1] == '}'
            ? text.Substring(Start.Length, text.Length - Start.Length - 1)
            : null;

    /// <summary>Why a text names no channel, as a clause that can follow a colon; null if it names one.</summary>
    public static string? Check(string text)
    {
        if (text == "*" || (ConfigKey(text) is { } key && CheckKey(key) is null))
        {
            return null;
        }

        if (MeantKey(text) is { } meant)
        {
            return CheckKey(meant) ?? $"write {IdGrammar.Quoted(Config(meant))} for a key of the configuration";
        }

        return MeantTarget(text) is { } target ? WhyNot(text, target.Kind, target.Value) : TargetGrammar.CheckChannel(text);
    }

    /// <summary>What the author of a wrong text meant; null if that is unknown, or is no channel.</summary>
    public static string? Correct(string text)
    {
        if (MeantKey(text) is { } key)
        {
            return CheckKey(key) is null ? Config(key) : null;
        }

        string? meant = MeantTarget(text) switch
        {
            { Kind: TargetKind.ChannelName or TargetKind.ChannelId } channel => channel.Value,
            null => TargetCorrection.OfChannel(text),
            _ => null,
        };
        return meant is not null && meant != text && TargetGrammar.CheckChannel(meant) is null ? meant : null;
    }

    /// <summary>The person whose direct messages the author of a wrong text meant, as <c>[AllowFrom]</c> takes it; null if it is none.</summary>
    public static string? Person(string text) => MeantKey(text) is not null ? null : MeantTarget(text) switch
    {
        { Kind: TargetKind.DmHandle } handle => "@" + handle.Value,
        { Kind: TargetKind.DmUser } user => user.Value,
        _ => null,
    };

    /// <summary>The key that is meant: in braces of any form, or behind <c>Config:</c> in any case. Null if the text means no key.</summary>
    private static string? MeantKey(string text)
    {
        bool isInBraces = text.IndexOfAny(['{', '}']) >= 0;
        bool isMarked = false;
        string key = text.Trim().TrimStart('#', '$', '@').Trim('{', '}', ' ', '\t');
        for (int colon = key.IndexOfAny(isInBraces ? [':', '.'] : [':']); colon > 0; colon = key.IndexOfAny([':']))
        {
            string first = key.Substring(0, colon).Trim();
            if (!first.Equals("Config", StringComparison.OrdinalIgnoreCase) && !first.Equals("Configuration", StringComparison.OrdinalIgnoreCase))
            {
                break;
            }

            isMarked = true;
            key = key.Substring(colon + 1).Trim();
        }

        return isInBraces || isMarked ? key : null;
    }

    private static string Config(string key) => $"{Start}{key}}}";

    private static string? CheckKey(string key)
    {
        if (key.IndexOfAny(['{', '}']) >= 0)
        {
            return "\"{Config:Key}\" is all of a name, not a part of one";
        }

        foreach (string part in key.Split(':'))
        {
            if (part.Length == 0)
            {
                return "a part of the key in \"{Config:Key}\" is missing";
            }
        }

        foreach (char c in key)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                return $"{IdGrammar.Quoted(key)} is not a key of the configuration";
            }
        }

        return null;
    }

    /// <summary>The target that is written, or meant, where there is more than the name or id of a channel; else null.</summary>
    private static (TargetKind Kind, string Value)? MeantTarget(string text)
    {
        bool isMore = text.IndexOf(':') >= 0 || text.StartsWith("@", StringComparison.Ordinal)
            || (IdGrammar.KindOf(text) is { } id && id.Prefix != IdGrammar.Channel);
        if (!isMore)
        {
            return null;
        }

        string target = TargetGrammar.Read(text, out _, out _, out _) is null ? text : TargetCorrection.Of(text) ?? text;
        return TargetGrammar.Read(target, out TargetKind kind, out string value, out _) is null ? (kind, value) : null;
    }

    private static string WhyNot(string text, TargetKind kind, string value) => $"{IdGrammar.Quoted(text)} is " + kind switch
    {
        TargetKind.ChannelName or TargetKind.ChannelId => $"a target, and a channel goes by its name alone here: write {IdGrammar.Quoted(value)}",
        TargetKind.DmUser => $"a person and no channel: write [OnDm, AllowFrom({IdGrammar.Quoted(value)})] for their direct messages",
        TargetKind.DmHandle => $"a person and no channel: write [OnDm, AllowFrom({IdGrammar.Quoted("@" + value)})] for their direct messages",
        TargetKind.DmConversation => "a direct conversation and no channel: [OnDm] and [OnGroupDm] listen to these",
        _ => "a thread and no channel: [OnThread] listens to replies, beside an [OnChannel] to those in that channel",
    };
}

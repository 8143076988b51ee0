using System.Buffers;

namespace ClickClack.Dispatch;

/// <summary>What can be the name of a user or a channel (2.3 of the protocol), before anybody is asked whether it is one.</summary>
internal static class NameText
{
    private const int LongestHandle = 32;
    private const int LongestOther = 100;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>Whether it is <c>@handle</c> or <c>usr_…</c>.</summary>
    public static bool IsUser(ReadOnlySpan<char> word) => word is ['@', .. var handle]
        ? handle.Length is > 1 and <= LongestHandle && IsName(handle)
        : IsId(word, "usr_");

    /// <summary>Whether it is <c>#name</c> or <c>chn_…</c>.</summary>
    public static bool IsChannel(ReadOnlySpan<char> word) => word is ['#', .. var name]
        ? name.Length is > 0 and <= LongestOther && IsName(name)
        : IsId(word, "chn_");

    private static bool IsName(ReadOnlySpan<char> name) => !name.ContainsAnyExcept(Characters);

    private static bool IsId(ReadOnlySpan<char> word, string prefix) =>
        word.Length > prefix.Length && word.Length <= LongestOther && word.StartsWith(prefix, StringComparison.Ordinal) && IsName(word);
}

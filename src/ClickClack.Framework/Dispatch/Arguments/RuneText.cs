using System.Buffers;
using System.Text;

namespace ClickClack.Dispatch;

/// <summary>Single characters, those beyond the first plane of Unicode included.</summary>
internal static class RuneText
{
    /// <summary>What a phone puts behind a character that is to be shown as an emoji.</summary>
    private const string ShownAsEmoji = "\uFE0F";

    /// <summary>Reads a character.</summary>
    public static bool TryParse(ReadOnlySpan<char> word, out Rune character) =>
        Rune.DecodeFromUtf16(word, out character, out int length) == OperationStatus.Done
        && (length == word.Length || word[length..] is ShownAsEmoji);
}

using System.Diagnostics.CodeAnalysis;

namespace ClickClack.Dispatch;

/// <summary>Absolute addresses as people write them: as they are, or in the angle brackets that Markdown has for links.</summary>
internal static class AddressText
{
    /// <summary>Reads an address with its scheme.</summary>
    /// <remarks>A path such as <c>/tmp</c> would be a file's address too; without a scheme it is none here.</remarks>
    public static bool TryParse(ReadOnlySpan<char> word, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        ReadOnlySpan<char> bare = word is ['<', .. var inner, '>'] ? inner : word;
        return bare is [var first, ..] && char.IsAsciiLetter(first) && Uri.TryCreate(bare.ToString(), UriKind.Absolute, out address);
    }
}

namespace ClickClack.Local.Rules;

/// <summary>The protocol counts code points where .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    public static int Count(string text) => text.EnumerateRunes().Count();

    public static string Take(string text, int count)
    {
        var units = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (count-- == 0)
            {
                return text[..units];
            }
            units += rune.Utf16SequenceLength;
        }
        return text;
    }
}

using System.Text;

namespace ClickClack.Client;

/// <summary>What of a file name can be trusted to be only a name: no path, no control characters, no half characters, not too long.</summary>
internal static class SafeFileName
{
    /// <summary>What common file systems take.</summary>
    private const int MostBytes = 255;

    private const string Nameless = "file";

    /// <summary>The name without what makes it dangerous; <c>file</c> if nothing is left.</summary>
    public static string Of(string? name)
    {
        if (name is null)
        {
            return Nameless;
        }

        ReadOnlySpan<char> last = name.AsSpan(name.AsSpan().LastIndexOfAny('/', '\\') + 1);
        var safe = new StringBuilder();
        int bytes = 0;
        foreach (Rune rune in last.EnumerateRunes())
        {
            Rune kept = Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? new Rune('_') : rune;
            bytes += kept.Utf8SequenceLength;
            if (bytes > MostBytes)
            {
                break;
            }

            safe.Append(kept.ToString());
        }

        string trimmed = safe.ToString().Trim();
        return trimmed is "" or "." or ".." ? Nameless : trimmed;
    }
}

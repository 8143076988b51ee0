using System.Text;
using System.Text.RegularExpressions;

namespace ClickClack.Client;

/// <summary>Makes a text of the server fit to be logged: tokens blanked, one line, bounded.</summary>
internal static partial class ServerText
{
    private const int MaxLength = 200;

    public static string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "no reason given";
        }

        // Cut before matching: what a server sends is bounded only by the response limit.
        text = text.Length > 4 * MaxLength ? text[..(4 * MaxLength)] : text;
        text = MayHoldSecret(text) ? Token().Replace(text, "$1***") : text;
        var line = new StringBuilder(Math.Min(text.Length, MaxLength) + 1);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (line.Length >= MaxLength)
            {
                return line.Append('…').ToString();
            }

            line.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return line.ToString().Trim();
    }

    /// <summary>Whether a text holds what looks like a token.</summary>
    public static bool HoldsSecret(string text) => MayHoldSecret(text) && Token().IsMatch(text);

    /// <summary>Nearly all texts do not; and a start, which cleans some names, need not wait for the expression to be compiled.</summary>
    private static bool MayHoldSecret(string text) => text.Contains('_', StringComparison.Ordinal);

    [GeneratedRegex("(ccb_|sst_|mgt_|ccs_)[A-Za-z0-9_-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}

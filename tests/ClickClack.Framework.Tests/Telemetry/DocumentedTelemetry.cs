using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ClickClack.Framework.Tests.Telemetry;

/// <summary>The tables of the documentation.</summary>
internal static class DocumentedTelemetry
{
    /// <summary>The rows of the table under a heading, without its head; cells without code marks.</summary>
    public static IReadOnlyList<string[]> Table(string file, string heading)
    {
        string text = File.ReadAllText(Path.Combine(Docs(), file));
        string section = Regex.Match(text, $@"^#+ {Regex.Escape(heading)}$(.*?)(?=^#|\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        return [.. section.Split('\n')
            .Where(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim('|', ' ').Split('|').Select(cell => cell.Trim().Replace("`", "", StringComparison.Ordinal)).ToArray())];
    }

    private static string Docs([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs");
}

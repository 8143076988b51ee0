namespace ClickClack.Configuration;

/// <summary>Checks settings that name users.</summary>
internal static class UserEntries
{
    /// <summary>Finds the mistakes in the people who are answered.</summary>
    public static IEnumerable<string> CheckPeople(string key, IReadOnlyList<string>? entries) =>
        entries is { Count: 0 }
            ? [$"{key} is empty, so that nobody would be answered: name users (usr_… or @handle), or \"*\" for everybody, or leave it out"]
            : Check(key, entries, "a user id (usr_…), a handle (@bob), or \"*\" for everybody", entry => entry == "*");

    /// <summary>Finds the mistakes in the bots that are answered.</summary>
    public static IEnumerable<string> CheckBots(string key, IReadOnlyList<string>? entries) =>
        entries?.Any(entry => entry?.Trim() == "*") == true
            ? [$"{key} must name the bots (usr_… or @handle), not \"*\": two bots that answer every bot answer each other without end"]
            : Check(key, entries, "the user id (usr_…) or the handle (@rover) of a bot", static _ => false);

    private static IEnumerable<string> Check(string key, IReadOnlyList<string>? entries, string expected, Func<string, bool> isSpecial)
    {
        for (int i = 0; i < entries?.Count; i++)
        {
            string entry = entries[i]?.Trim() ?? "";
            if (!IsId(entry) && !IsHandle(entry) && !isSpecial(entry))
            {
                // What looks like a secret in the wrong place is not shown.
                bool secret = entry.Contains("ccb_", StringComparison.Ordinal);
                yield return $"{key}:{i} must be {expected}"
                    + (secret ? "" : $", not \"{entry}\"")
                    + (IsHandle("@" + entry) && !secret ? $"; did you mean \"@{entry}\"?" : "");
            }
        }
    }

    private static bool IsId(string entry) => entry.StartsWith("usr_", StringComparison.Ordinal) && entry.Length > 4 && !entry.Any(char.IsWhiteSpace);

    private static bool IsHandle(string entry) => entry is ['@', _, ..] && entry.Skip(1).All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}

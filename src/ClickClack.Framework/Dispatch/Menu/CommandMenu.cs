using System.Text;
using ClickClack.Protocol;

namespace ClickClack.Dispatch;

/// <summary>The entries that a bot's commands make in the command menu: one for each first word, because the menu knows no others.</summary>
internal static class CommandMenu
{
    /// <summary>The most entries that the server takes (3.13 of the protocol).</summary>
    public const int MostEntries = 100;

    /// <summary>The longest description, and the longest hint.</summary>
    private const int LongestText = 100;

    /// <summary>The entries, in the order of the routes; possibly more than the server takes.</summary>
    public static IReadOnlyList<MenuCommand> Of(IEnumerable<RouteDescription> routes) =>
        [.. routes
            .Where(static route => route.Kind == RouteKind.Command && route.Commands.Count > 0)
            .GroupBy(static route => FirstWord(route.Commands[0]), StringComparer.Ordinal)
            .Select(static group => Entry(group.Key, [.. group]))];

    /// <summary>The first words that commands answer to, aliases too.</summary>
    public static IEnumerable<string> NamesOf(IEnumerable<RouteDescription> routes) =>
        routes.Where(static route => route.Kind == RouteKind.Command).SelectMany(static route => route.Commands).Select(FirstWord)
            .Distinct(StringComparer.Ordinal);

    /// <summary>Whether the server's entries are these, which it stores trimmed and in the order of their names.</summary>
    public static bool Same(IEnumerable<MenuCommand> wanted, IEnumerable<WireBotCommand> stored) =>
        wanted.OrderBy(static one => one.Command, StringComparer.Ordinal)
            .Select(static one => ("/" + one.Command, one.Description, one.ArgsHint ?? ""))
            .SequenceEqual(stored.OrderBy(static one => one.Command, StringComparer.Ordinal)
                .Select(static one => (one.Command, one.Description, one.ArgsHint)));

    private static MenuCommand Entry(string name, RouteDescription[] routes)
    {
        RouteDescription[] whole = [.. routes.Where(static route => !route.Commands[0].Contains(' ', StringComparison.Ordinal))];
        string[] inner = [.. routes
            .Where(static route => route.Commands[0].Contains(' ', StringComparison.Ordinal))
            .Select(route => route.Commands[0][(name.Length + 1)..])
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        string? own = whole.Select(static route => route.Command?.Description).FirstOrDefault(static text => !string.IsNullOrWhiteSpace(text));
        string? list = inner.Length == 0 ? null : $"Sub-commands: {string.Join(", ", inner)}";
        string description = (own is null ? null : OneLine(own), list) switch
        {
            ({ } says, { } names) => says[^1] is '.' or '!' or '?' ? $"{says} {names}" : $"{says}. {names}",
            ({ } says, null) => says,
            (null, { } names) => names,

            // The server wants a description; what somebody wrote nothing about is called what it is.
            _ => "/" + name,
        };
        string choice = $"<{string.Join('|', inner)}>";
        string hint = whole.Length == 0 ? (choice.Length <= LongestText ? choice : "<sub-command>") : HintOf(whole[0]);
        return new MenuCommand(name, Cut(description), hint.Length == 0 ? null : Cut(hint));
    }

    /// <summary>What the usage line says behind the name.</summary>
    private static string HintOf(RouteDescription route) =>
        route.Command is { } command && command.Usage.Length > command.Name.Length + 1 ? OneLine(command.Usage[(command.Name.Length + 1)..]) : "";

    private static string FirstWord(string name) => name.Split(' ')[0].ToLowerInvariant();

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (Rune rune in text.Trim().EnumerateRunes())
        {
            line.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return line.ToString();
    }

    private static string Cut(string text)
    {
        if (text.Length <= LongestText)
        {
            return text;
        }

        int end = LongestText - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd() + "…";
    }
}

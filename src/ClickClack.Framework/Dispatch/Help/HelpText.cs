using System.Text;

namespace ClickClack.Dispatch;

/// <summary>What <c>/help</c> says: Markdown in which descriptions are nothing but text, and which mentions nobody.</summary>
internal static class HelpText
{
    /// <summary>More than anybody reads at once, and far less than the server takes.</summary>
    private const int LongestAnswer = 8_000;

    /// <summary>How much of a description a list shows.</summary>
    private const int LongestInList = 200;

    private const string More = "`/help <command>` says more about one.";

    /// <summary>All commands.</summary>
    public static string List(IReadOnlyList<RouteDescription> commands) =>
        commands.Count == 0 ? "There are no commands here." : Lines(commands.Select(InList), $"\n{More}");

    /// <summary>One command, or all that begin with these words.</summary>
    /// <param name="commands">The commands there are.</param>
    /// <param name="words">At least one word.</param>
    public static string About(IReadOnlyList<RouteDescription> commands, IReadOnlyList<string> words)
    {
        string wanted = string.Join(' ', words);
        RouteDescription? one = commands.FirstOrDefault(route => route.Commands.Contains(wanted, StringComparer.OrdinalIgnoreCase));
        IEnumerable<string> inner = commands
            .Where(route => route.Commands.Any(name => name.StartsWith(wanted + " ", StringComparison.OrdinalIgnoreCase)))
            .Select(InList);
        if (one is not null)
        {
            return Lines(Whole(one).Concat(inner));
        }

        if (inner.Any())
        {
            return Lines(inner, $"\n{More}");
        }

        string? meant = NearMiss.Find(wanted, [.. commands.SelectMany(static route => route.Commands)]);
        return $"There is no command {ArgumentEcho.Of(wanted)} here{(meant is null ? "." : ArgumentProblems.DidYouMean("", meant))} `/help` lists what there is.";
    }

    private static string InList(RouteDescription route) =>
        $"- {Usage(route)}" + (route.Command?.Description is { } description ? $": {Plain(description, LongestInList)}" : "");

    private static IEnumerable<string> Whole(RouteDescription route)
    {
        yield return Usage(route) + (route.Command?.Description is { } description ? $": {Plain(description)}" : "");
        foreach (ParameterDescription parameter in route.Command?.Parameters ?? [])
        {
            yield return About(parameter);
        }

        if (route.Commands.Count > 1)
        {
            yield return $"\nalso {string.Join(", ", route.Commands.Skip(1).Select(static name => Code("/" + name)))}";
        }
    }

    private static string About(ParameterDescription parameter)
    {
        string letter = parameter.Letter is { } one ? $"-{one}|" : "";
        string label = parameter.Option is null ? parameter.Name : $"{letter}--{parameter.Option}{(parameter.IsSwitch ? "" : $" <{parameter.Name}>")}";
        string?[] details =
        [
            parameter.Expected ?? (parameter.Choices.Count > 0 ? $"one of {string.Join(", ", parameter.Choices)}" : null),
            parameter.IsList ? "may be several" : null,
            parameter.IsOptional ? "optional" : null,
        ];
        string all = string.Join("; ", details.Where(static detail => detail is not null));
        return $"- {Code(label)}"
            + (parameter.Description is { } description ? $": {Plain(description)}" : "")
            + (all.Length == 0 ? "" : $" ({Plain(all)})");
    }

    private static string Usage(RouteDescription route) => Code(route.Command?.Usage ?? "/" + route.Commands[0]);

    /// <summary>As many lines as are worth a message.</summary>
    private static string Lines(IEnumerable<string> lines, string end = "")
    {
        var text = new StringBuilder();
        int left = 0;
        foreach (string line in lines)
        {
            if (left > 0 || text.Length + line.Length > LongestAnswer)
            {
                left++;
                continue;
            }

            text.Append(text.Length == 0 ? "" : "\n").Append(line);
        }

        return text.Append(left == 0 ? "" : $"\n- … and {left} more").Append(end.Length == 0 ? "" : $"\n{end}").ToString();
    }

    private static string Code(string text) => $"`{Clean(text, static rune => rune.Value == '`' ? "'" : null)}`";

    private static string Plain(string text, int longest = LongestAnswer / 2)
    {
        string cut = text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)] + "…";
        return Clean(cut, static rune => rune.Value is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '~' or '&' ? $"\\{rune}" : null);
    }

    /// <summary>One line that addresses nobody: the server turns <c>@name</c> into a mention wherever it stands, code included.</summary>
    private static string Clean(string text, Func<Rune, string?> replace)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value == '@' ? "@\u200B" : Rune.IsControl(rune) ? " " : replace(rune) ?? rune.ToString());
        }

        return clean.ToString();
    }
}

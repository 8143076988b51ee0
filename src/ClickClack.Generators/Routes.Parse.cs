using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>The routes that the attributes of a type or method make, and the table of all of them.</summary>
internal static partial class Routes
{
    private const int MaxCommandLength = 32;
    private const int MaxCommandWords = 4;

    /// <summary>Reads the causes of one handler.</summary>
    /// <param name="handler">The type or method that carries the attributes.</param>
    /// <param name="attributes">The attributes.</param>
    /// <param name="outer">Where the type around it listens.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <returns>The causes that are right.</returns>
    public static List<RouteCause> Parse(
        ISymbol handler, List<RouteAttribute> attributes, NamedPlaceSet outer, Compilation compilation, Action<Diagnostic>? report)
    {
        var causes = new List<RouteCause>();
        bool routesByPlace = !attributes.Exists(static attribute => !attribute.IsPlace);
        NamedPlaceSet? places = routesByPlace
            ? NamedPlaces.ParseRoutes(handler, attributes, report)
            : NamedPlaces.ParseNarrowing(handler, attributes, report);
        if (places is null)
        {
            return causes;
        }

        List<PlaceTest> tests = places.And(outer);
        if (tests.Count == 0)
        {
            report?.Invoke(Diagnostic.Create(
                DiagnosticDescriptors.NeverMatches,
                handler.Identifier(),
                handler.Name,
                $"its places exclude one another ({outer.Words} on the class, {places.Words} on the method)"));
            return causes;
        }

        if (routesByPlace)
        {
            causes.Add(new RouteCause(RouteKind.Place, "", tests.ToEquatableArray(), places.Words + In(outer)));
            return causes;
        }

        foreach (RouteAttribute attribute in attributes)
        {
            if (ParseCause(handler, attribute, tests, compilation, report) is { } cause)
            {
                causes.Add(cause with { Words = cause.Words + In(places) + In(outer) });
            }
        }

        return causes;
    }

    private static string In(NamedPlaceSet places) => places.IsEmpty ? "" : " in " + places.Words;

    private static RouteCause? ParseCause(
        ISymbol handler, RouteAttribute attribute, List<PlaceTest> places, Compilation compilation, Action<Diagnostic>? report)
    {
        switch (attribute.Kind)
        {
            case RouteAttributeKind.Message:
                return new RouteCause(RouteKind.Message, "", places.ToEquatableArray(), "messages");

            case RouteAttributeKind.Mention:
                // What one person writes to the bot alone is never a mention.
                List<PlaceTest> mentions = places.FindAll(static place => (place.Places & ~Places.Dm) != 0);
                if (mentions.Count == 0)
                {
                    report?.Invoke(Diagnostic.Create(
                        DiagnosticDescriptors.NeverMatches,
                        handler.Identifier(),
                        FixData.Of(FixData.Surplus, "OnMention"),
                        handler.Name,
                        "a direct message is not a mention, so [OnMention] cannot be narrowed to direct messages"));
                    return null;
                }

                return new RouteCause(RouteKind.Mention, "", mentions.ToEquatableArray(), "mentions");

            case RouteAttributeKind.Command when attribute.Argument is { } name:
                if (CheckCommand(name) is { } problem)
                {
                    report?.Invoke(Diagnostic.Create(
                        DiagnosticDescriptors.InvalidCommand, attribute.Data.Argument(), FixData.Of(FixData.Text, CorrectCommand(name)), name, problem));
                    return null;
                }

                return ParseAliases(attribute, name, report) is { } aliases
                    ? new RouteCause(RouteKind.Command, name, places.ToEquatableArray(), "/" + name)
                    {
                        Aliases = aliases,
                        Description = attribute.Description,
                    }
                    : null;

            case RouteAttributeKind.Pattern:
                return Patterns.Parse(attribute.Data, compilation, report) is { } pattern
                    ? new RouteCause(RouteKind.Pattern, "", places.ToEquatableArray(), $"pattern {OnOneLine(pattern.Text)}") { Pattern = pattern }
                    : null;

            case RouteAttributeKind.Reaction:
                return Reactions.Parse(attribute, places, report);

            default:
                return null;
        }
    }

    /// <summary>An expression for people, log lines and comments: it may be written over several lines.</summary>
    private static string OnOneLine(string text)
    {
        char[] line = text.ToCharArray();
        for (int i = 0; i < line.Length; i++)
        {
            line[i] = char.IsControl(line[i]) || line[i] is '\u2028' or '\u2029' ? ' ' : line[i];
        }

        return new string(line);
    }

    /// <summary>The other names of a command, or null if one is none.</summary>
    private static EquatableArray<string>? ParseAliases(RouteAttribute attribute, string name, Action<Diagnostic>? report)
    {
        List<string> aliases = attribute.MoreTexts;
        for (int i = 0; i < aliases.Count; i++)
        {
            // The arguments begin after as many words, whichever name was used.
            string? problem = CheckCommand(aliases[i]) ?? (aliases[i].Split(' ').Length == name.Split(' ').Length
                ? null
                : $"an alias has as many words as the command; give \"{aliases[i]}\" an [OnCommand] of its own");
            if (problem is not null)
            {
                string? right = CorrectCommand(aliases[i]);
                report?.Invoke(Diagnostic.Create(
                    DiagnosticDescriptors.InvalidCommand,
                    attribute.Data.Argument(i + 1),
                    FixData.Of(FixData.Text, right?.Split(' ').Length == name.Split(' ').Length ? right : null),
                    aliases[i],
                    problem));
                return null;
            }
        }

        return aliases.ToEquatableArray();
    }

    /// <summary>Why a text cannot be the name of a command or sub-command, or null.</summary>
    public static string? CheckCommand(string name)
    {
        if (name.Length == 0)
        {
            return "it must not be empty";
        }

        if (name[0] == '/')
        {
            return $"write \"{name.Substring(1)}\" without the slash";
        }

        string[] words = name.Split(' ');
        if (words.Length > MaxCommandWords)
        {
            return $"it has {words.Length} words, more than {MaxCommandWords}";
        }

        foreach (string word in words)
        {
            if (CheckWord(word) is { } problem)
            {
                return problem;
            }
        }

        string lower = name.ToLowerInvariant();
        return lower == name ? null : $"write \"{lower}\"; users may write it in any case";
    }

    /// <summary>What the author of a wrong name meant: the same without a slash, in lower case, with single blanks. Null if that is none either.</summary>
    private static string? CorrectCommand(string name)
    {
        string[] words = name.TrimStart('/').ToLowerInvariant().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        string right = string.Join(" ", words);
        return right != name && CheckCommand(right) is null ? right : null;
    }

    private static string? CheckWord(string name)
    {
        if (name.Length == 0)
        {
            return "its words are separated by one blank each";
        }

        if (name.Length > MaxCommandLength)
        {
            return $"it has {name.Length} characters, more than {MaxCommandLength}";
        }

        foreach (char c in name.ToLowerInvariant())
        {
            if (!(c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-'))
            {
                return $"'{c}' cannot be part of one; letters a to z, digits, '_' and '-' can";
            }
        }

        return null;
    }
}

/// <summary>What makes a route.</summary>
/// <param name="Kind">What it listens to.</param>
/// <param name="Command">The command's name, or empty.</param>
/// <param name="Places">Where it listens: any of them.</param>
/// <param name="Words">All of it for people.</param>
internal sealed record RouteCause(RouteKind Kind, string Command, EquatableArray<PlaceTest> Places, string Words)
{
    /// <summary>What an error handler is called for; null for every other.</summary>
    public CaughtError? Error { get; init; }

    /// <summary>The reactions it listens to; null for every other.</summary>
    public ReactionTest? Reaction { get; init; }

    /// <summary>The type of the event that is observed, as C# source writes it; null for every other.</summary>
    public string? Event { get; init; }

    /// <summary>What a command does, if its attribute says so.</summary>
    public string? Description { get; init; }

    /// <summary>Other names of the command.</summary>
    public EquatableArray<string> Aliases { get; init; }

    /// <summary>The pattern, or null.</summary>
    public RoutePattern? Pattern { get; init; }
}

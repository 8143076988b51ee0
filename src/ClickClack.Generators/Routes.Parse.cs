using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>The routes that the attributes of a type or method make, and the table of all of them.</summary>
internal static partial class Routes
{
    private const int MaxCommandLength = 32;

    /// <summary>Reads the causes of one handler.</summary>
    /// <param name="handler">The type or method that carries the attributes.</param>
    /// <param name="attributes">The attributes.</param>
    /// <param name="outer">Where the type around it listens.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <returns>The causes that are right.</returns>
    public static List<RouteCause> Parse(ISymbol handler, List<RouteAttribute> attributes, NamedPlaceSet outer, Action<Diagnostic>? report)
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
            if (ParseCause(handler, attribute, tests, report) is { } cause)
            {
                causes.Add(cause with { Words = cause.Words + In(places) + In(outer) });
            }
        }

        return causes;
    }

    private static string In(NamedPlaceSet places) => places.IsEmpty ? "" : " in " + places.Words;

    private static RouteCause? ParseCause(ISymbol handler, RouteAttribute attribute, List<PlaceTest> places, Action<Diagnostic>? report)
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
                        handler.Name,
                        "a direct message is not a mention, so [OnMention] cannot be narrowed to direct messages"));
                    return null;
                }

                return new RouteCause(RouteKind.Mention, "", mentions.ToEquatableArray(), "mentions");

            case RouteAttributeKind.Command when attribute.Argument is { } name:
                if (CheckCommand(name) is { } problem)
                {
                    report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.InvalidCommand, attribute.Data.Argument(), name, problem));
                    return null;
                }

                return new RouteCause(RouteKind.Command, name, places.ToEquatableArray(), "/" + name) { Description = attribute.Description };

            case RouteAttributeKind.Reaction:
                return Reactions.Parse(attribute, places, report);

            default:
                return null;
        }
    }

    /// <summary>Why a text cannot be the name of a command, or null.</summary>
    private static string? CheckCommand(string name)
    {
        if (name.Length == 0)
        {
            return "it must not be empty";
        }

        if (name[0] == '/')
        {
            return $"write \"{name.Substring(1)}\" without the slash";
        }

        if (name.Length > MaxCommandLength)
        {
            return $"it has {name.Length} characters, more than {MaxCommandLength}";
        }

        string lower = name.ToLowerInvariant();
        foreach (char c in lower)
        {
            if (!(c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-'))
            {
                return $"'{c}' cannot be part of one; letters a to z, digits, '_' and '-' can";
            }
        }

        return lower == name ? null : $"write \"{lower}\"; users may write it in any case";
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
}

using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>The places that attributes name.</summary>
internal static class NamedPlaces
{
    /// <summary>The places of an element's attributes as routes: a channel or conversation means its root messages.</summary>
    /// <inheritdoc cref="Parse"/>
    public static NamedPlaceSet? ParseRoutes(ISymbol element, List<RouteAttribute> attributes, Action<Diagnostic>? report) =>
        Parse(element, attributes, Places.ChannelRoot, Places.DmRoot, Places.GroupDmRoot, report);

    /// <summary>The places of an element's attributes as narrowing: a channel or conversation includes its threads.</summary>
    /// <inheritdoc cref="Parse"/>
    public static NamedPlaceSet? ParseNarrowing(ISymbol element, List<RouteAttribute> attributes, Action<Diagnostic>? report) =>
        Parse(element, attributes, Places.Channel, Places.Dm, Places.GroupDm, report);

    /// <param name="element">The type or method.</param>
    /// <param name="attributes">All the route attributes of the element.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <returns>The places, empty if none is named; null if one is wrong.</returns>
    private static NamedPlaceSet? Parse(
        ISymbol element, List<RouteAttribute> attributes, Places channel, Places dm, Places group, Action<Diagnostic>? report)
    {
        var tests = new List<PlaceTest>();
        var words = new List<string>();
        foreach (RouteAttribute attribute in attributes)
        {
            switch (attribute.Kind)
            {
                case RouteAttributeKind.Channel:
                    if (attribute.Argument is not { } name)
                    {
                        // Not a constant: the compiler's error.
                        return null;
                    }

                    if (ChannelText.Check(name) is { } problem)
                    {
                        report?.Invoke(Diagnostic.Create(
                            DiagnosticDescriptors.InvalidChannel,
                            attribute.Data.Argument(),
                            ChannelText.Person(name) is { } person
                                ? FixData.Of(FixData.Person, person)
                                : FixData.Of(FixData.Text, ChannelText.Correct(name)),
                            problem));
                        return null;
                    }

                    string? key = ChannelText.ConfigKey(name);

                    bool isAny = name == "*";
                    bool isId = name.StartsWith("chn_", StringComparison.Ordinal);
                    var test = key is not null ? new PlaceTest(channel, Keys: key) : isAny ? new PlaceTest(channel) : isId ? new PlaceTest(channel, Id: name) : new PlaceTest(channel, name);
                    string word = isAny ? "any channel" : isId || key is not null ? name : "#" + name;
                    if (tests.Contains(test))
                    {
                        report?.Invoke(Diagnostic.Create(
                            DiagnosticDescriptors.DuplicateRoute, attribute.Data.Site(), FixData.Of(FixData.Surplus, word), element.Name, word, ""));
                        break;
                    }

                    tests.Add(test);
                    words.Add(word);
                    break;

                case RouteAttributeKind.Dm:
                    tests.Add(new PlaceTest(dm));
                    words.Add("direct messages");
                    break;

                case RouteAttributeKind.GroupDm:
                    tests.Add(new PlaceTest(group));
                    words.Add("group conversations");
                    break;

                case RouteAttributeKind.Thread:
                    tests.Add(new PlaceTest(Places.Thread));
                    words.Add("threads");
                    break;
            }
        }

        return new NamedPlaceSet(tests, string.Join(", ", words));
    }
}

/// <summary>Places, any of which will do.</summary>
/// <param name="Tests">The places; none means anywhere.</param>
/// <param name="Words">The same for people.</param>
internal sealed record NamedPlaceSet(List<PlaceTest> Tests, string Words)
{
    /// <summary>No place is named.</summary>
    public static readonly NamedPlaceSet Anywhere = new([], "");

    /// <summary>Whether no place is named.</summary>
    public bool IsEmpty => Tests.Count == 0;

    /// <summary>What is in a place of both sets.</summary>
    public List<PlaceTest> And(NamedPlaceSet other)
    {
        var both = new List<PlaceTest>();
        foreach (PlaceTest one in IsEmpty ? [PlaceTest.Anywhere] : Tests)
        {
            foreach (PlaceTest another in other.IsEmpty ? [PlaceTest.Anywhere] : other.Tests)
            {
                if (one.And(another) is { } test && !both.Contains(test))
                {
                    both.Add(test);
                }
            }
        }

        return both;
    }
}

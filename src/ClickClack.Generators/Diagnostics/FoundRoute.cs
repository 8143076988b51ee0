using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>A route, among those of its compilation.</summary>
/// <param name="type">The type it belongs to.</param>
/// <param name="method">Its handler.</param>
/// <param name="key">What it listens to.</param>
/// <param name="position">Its place in the source, among all routes.</param>
internal sealed class FoundRoute(INamedTypeSymbol type, IMethodSymbol method, RouteKey key, int position)
{
    private readonly Lazy<bool> _matchesAnything = new(() => new PatternRoute(type, method, key, position).MatchesAnything);

    /// <summary>The type it belongs to.</summary>
    public INamedTypeSymbol Type { get; } = type;

    /// <summary>Its handler.</summary>
    public IMethodSymbol Method { get; } = method;

    /// <summary>What it listens to.</summary>
    public RouteKey Key { get; } = key;

    private int Position { get; } = position;

    /// <summary>Whether it hears, in some kind of place that another route listens to, of all that the other one hears of, and goes first.</summary>
    /// <param name="other">The other route.</param>
    /// <param name="place">A place of the other route.</param>
    /// <param name="kind">One kind of places within it.</param>
    public bool Hides(FoundRoute other, PlaceTest place, Places kind)
    {
        if (Key.Guards.Account is { } account && !string.Equals(account, other.Key.Guards.Account, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (PlaceTest own in Key.Places)
        {
            if (own.Covers(place with { Places = kind }) && GoesBefore(other, own.Rank.CompareTo(place.Rank)))
            {
                return true;
            }
        }

        return false;
    }

    private bool GoesBefore(FoundRoute other, int rank)
    {
        if (Key.Kind != other.Key.Kind && !(Key.Kind <= RouteKind.Message && other.Key.Kind <= RouteKind.Message))
        {
            // A pattern for every text goes before mentions and places.
            return Key.Pattern is { Member: null } && other.Key.Kind < RouteKind.Pattern && _matchesAnything.Value;
        }

        if (Key.Kind == RouteKind.Command && !Answers(other.Key))
        {
            return false;
        }

        // Of patterns another rule knows more.
        return Key.Kind is RouteKind.Place or RouteKind.Message or RouteKind.Mention or RouteKind.Command
            && (rank != 0 ? rank > 0
                : Key.Kind != other.Key.Kind ? Key.Kind == RouteKind.Place
                : (Key.Guards.Account is null) != (other.Key.Guards.Account is null) ? Key.Guards.Account is not null
                : Position < other.Position);
    }

    /// <summary>Whether a command has all the names of another.</summary>
    private bool Answers(RouteKey other)
    {
        bool answers = IsCalled(other.Command);
        foreach (string alias in other.Aliases)
        {
            answers &= IsCalled(alias);
        }

        return answers;
    }

    private bool IsCalled(string name)
    {
        bool isCalled = Key.Command == name;
        foreach (string alias in Key.Aliases)
        {
            isCalled |= alias == name;
        }

        return isCalled;
    }
}

using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>A route with a pattern, among those of its compilation.</summary>
/// <param name="Type">The type it belongs to.</param>
/// <param name="Method">Its handler.</param>
/// <param name="Route">The route.</param>
/// <param name="Number">Its place in the source, among patterns.</param>
internal sealed record PatternRoute(INamedTypeSymbol Type, IMethodSymbol Method, RouteKey Route, int Number)
{
    /// <summary>An expression that takes longer for a short text is not judged.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>Without these, and if it matches no text at all, an expression matches every text.</summary>
    private static readonly string[] Anchors = ["^", "$", "\\b", "\\B", "\\A", "\\z", "\\Z"];

    private Regex? _expression;
    private IReadOnlyList<string>? _samples;

    private string Text => Route.Pattern!.Text;

    private Regex Expression => _expression ??= new Regex(Text, RegexOptions.CultureInvariant, Patience);

    /// <summary>Texts that it is meant for.</summary>
    public IReadOnlyList<string> Samples => _samples ??= PatternSamples.Of(Text, Expression);

    /// <summary>Whether it matches a text.</summary>
    public bool Matches(string text) => PatternSamples.Matches(Expression, text);

    /// <summary>Whether every text is matched.</summary>
    public bool MatchesAnything => !Array.Exists(Anchors, anchor => Text.Contains(anchor)) && Matches("");

    /// <summary>Whether some message is in a place, and of an account, of both.</summary>
    public bool Meets(PatternRoute other)
    {
        if (AreDifferent(Account, other.Account))
        {
            return false;
        }

        foreach (PlaceTest place in Route.Places)
        {
            foreach (PlaceTest otherPlace in other.Route.Places)
            {
                if (place.And(otherPlace) is not null)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether this one hears of every message that the other one hears of.</summary>
    public bool Covers(PatternRoute other)
    {
        if (Account is not null && !string.Equals(Account, other.Account, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (PlaceTest place in other.Route.Places)
        {
            if (!CoversPlace(place))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the expressions are the same.</summary>
    public bool SaysTheSame(PatternRoute other) => Text == other.Text;

    private string? Account => Route.Guards.Account;

    private static bool AreDifferent(string? one, string? other) =>
        one is not null && other is not null && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private bool CoversPlace(PlaceTest place)
    {
        foreach (PlaceTest own in Route.Places)
        {
            if (own.Covers(place))
            {
                return true;
            }
        }

        return false;
    }
}

using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>The route that wins a message, within one module. Used by generated code.</summary>
/// <param name="Route">The route's index in <see cref="IRouteModule.Routes"/>.</param>
/// <param name="Rank">How specific it is; <see cref="RouteRank.None"/> if no route matches.</param>
/// <param name="Weight">What decides between routes of one rank in different modules: the higher wins.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct RouteMatch(int Route, RouteRank Rank, int Weight = 0)
{
    /// <summary>No route matches.</summary>
    public static RouteMatch None => default;

    /// <summary>Whether this one wins against another.</summary>
    /// <param name="other">The other one.</param>
    public bool Beats(RouteMatch other) => Rank != other.Rank ? Rank > other.Rank : Weight > other.Weight;

    /// <summary>Whether a route matches.</summary>
    public bool Found => Rank != RouteRank.None;
}

using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>The route that wins a message, within one module. Used by generated code.</summary>
/// <param name="Route">The route's index in <see cref="IRouteModule.Routes"/>.</param>
/// <param name="Rank">How specific it is; <see cref="RouteRank.None"/> if no route matches.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct RouteMatch(int Route, RouteRank Rank)
{
    /// <summary>No route matches.</summary>
    public static RouteMatch None => default;

    /// <summary>Whether a route matches.</summary>
    public bool Found => Rank != RouteRank.None;
}

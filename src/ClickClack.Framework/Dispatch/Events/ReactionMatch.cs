using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>The route that wins a reaction, within one module. Used by generated code.</summary>
/// <remarks>One number, for the same reason as <see cref="RouteMatch"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ReactionMatch
{
    private const int RouteBits = 32;
    private const int PlaceBits = 8;

    private readonly long packed;

    /// <summary>A route that wins.</summary>
    /// <param name="route">The route's index in <see cref="IRouteModule.Routes"/>.</param>
    /// <param name="place">How specific its place is; <see cref="RouteRank.None"/> if no route matches.</param>
    /// <param name="namesEmoji">Whether it names the emoji: such a route goes before all that take any.</param>
    public ReactionMatch(int route, RouteRank place, bool namesEmoji) =>
        packed = ((namesEmoji ? 1L : 0L) << (RouteBits + PlaceBits)) | ((long)place << RouteBits) | (uint)route;

    /// <summary>No route matches.</summary>
    public static ReactionMatch None => default;

    /// <summary>The route's index in <see cref="IRouteModule.Routes"/>.</summary>
    public int Route => (int)packed;

    /// <summary>How specific its place is; <see cref="RouteRank.None"/> if no route matches.</summary>
    public RouteRank Place => (RouteRank)((int)(packed >> RouteBits) & ((1 << PlaceBits) - 1));

    /// <summary>Whether it names the emoji: such a route goes before all that take any.</summary>
    public bool NamesEmoji => packed >> (RouteBits + PlaceBits) != 0;

    /// <summary>Whether a route matches.</summary>
    public bool Found => Place != RouteRank.None;

    /// <summary>Whether it goes before another one.</summary>
    /// <param name="other">The other one.</param>
    public bool GoesBefore(ReactionMatch other) =>
        Found && (!other.Found || (NamesEmoji != other.NamesEmoji ? NamesEmoji : Place > other.Place));
}

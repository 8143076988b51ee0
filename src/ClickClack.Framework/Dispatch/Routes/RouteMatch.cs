using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>The route that wins a message, within one module. Used by generated code.</summary>
/// <remarks>One number, so that it is returned in a register: three would be written to memory one by one and read back together.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct RouteMatch
{
    /// <summary>An assembly has no more methods than this has values.</summary>
    private const int RouteBits = 24;

    private const int RankBits = 8;

    private readonly long packed;

    /// <summary>A route that wins.</summary>
    /// <param name="route">The route's index in <see cref="IRouteModule.Routes"/>.</param>
    /// <param name="rank">How specific it is; <see cref="RouteRank.None"/> if no route matches.</param>
    /// <param name="weight">What decides between routes of one rank in different modules: the higher wins.</param>
    public RouteMatch(int route, RouteRank rank, int weight = 0) =>
        packed = ((long)weight << (RouteBits + RankBits)) | ((long)rank << RouteBits) | (uint)route;

    /// <summary>No route matches.</summary>
    public static RouteMatch None => default;

    /// <summary>The route's index in <see cref="IRouteModule.Routes"/>.</summary>
    public int Route => (int)packed & ((1 << RouteBits) - 1);

    /// <summary>How specific it is; <see cref="RouteRank.None"/> if no route matches.</summary>
    public RouteRank Rank => (RouteRank)((int)(packed >> RouteBits) & ((1 << RankBits) - 1));

    /// <summary>What decides between routes of one rank in different modules: the higher wins.</summary>
    public int Weight => (int)(packed >> (RouteBits + RankBits));

    /// <summary>Whether this one wins against another.</summary>
    /// <param name="other">The other one.</param>
    public bool Beats(RouteMatch other) => Rank != other.Rank ? Rank > other.Rank : Weight > other.Weight;

    /// <summary>Whether a route matches.</summary>
    public bool Found => Rank != RouteRank.None;
}

using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>The route that wins a reaction, within one module. Used by generated code.</summary>
/// <param name="Route">The route's index in <see cref="IRouteModule.Routes"/>.</param>
/// <param name="Place">How specific its place is; <see cref="RouteRank.None"/> if no route matches.</param>
/// <param name="NamesEmoji">Whether it names the emoji: such a route goes before all that take any.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ReactionMatch(int Route, RouteRank Place, bool NamesEmoji)
{
    /// <summary>No route matches.</summary>
    public static ReactionMatch None => default;

    /// <summary>Whether a route matches.</summary>
    public bool Found => Place != RouteRank.None;

    /// <summary>Whether it goes before another one.</summary>
    /// <param name="other">The other one.</param>
    public bool GoesBefore(ReactionMatch other) =>
        Found && (!other.Found || (NamesEmoji != other.NamesEmoji ? NamesEmoji : Place > other.Place));
}

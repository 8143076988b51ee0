using System.Collections.Frozen;

namespace ClickClack.Dispatch;

/// <summary>The routes of all assemblies of the bot as one: the most specific of them wins a message.</summary>
internal sealed class RouteTable(IReadOnlyList<IRouteModule> modules)
{
    /// <summary>All routes, module by module.</summary>
    public IEnumerable<RouteDescription> Routes => modules.SelectMany(module => module.Routes);

    /// <summary>Everything the handlers take from the services.</summary>
    public IEnumerable<RequiredService> RequiredServices => modules.SelectMany(module => module.RequiredServices);

    /// <summary>How many routes there are, error handlers and observers aside.</summary>
    public int Count => Routes.Count(static route => !route.HandlesErrors && route.Event is null);

    /// <summary>Who observes which events.</summary>
    public FrozenDictionary<Type, IReadOnlyList<Route>> Observers => modules
        .SelectMany(module => module.Routes.Select((description, index) => (description.Event, Route: new Route(module, index))))
        .Where(static one => one.Event is not null)
        .GroupBy(static one => one.Event!, static one => one.Route)
        .ToFrozenDictionary(static group => group.Key, static IReadOnlyList<Route> (group) => [.. group]);

    /// <summary>Whether any route can apply, judged without the text.</summary>
    public bool MayMatch(in Evidence evidence)
    {
        foreach (IRouteModule module in modules)
        {
            if (module.MayMatch(evidence))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The route that wins a reaction, or null.</summary>
    public Route? MatchReaction(in Evidence evidence, string emoji, bool removed)
    {
        // Clients differ in whether they ask for colour: it is the same reaction to people.
        string plain = emoji.Replace("\uFE0F", "", StringComparison.Ordinal);
        IRouteModule? winner = null;
        ReactionMatch best = ReactionMatch.None;
        foreach (IRouteModule module in modules)
        {
            ReactionMatch match = module.MatchReaction(evidence, plain, removed);
            if (match.GoesBefore(best))
            {
                (winner, best) = (module, match);
            }
        }

        return winner is null ? null : new Route(winner, best.Route);
    }

    /// <summary>The route that wins, or null.</summary>
    public Route? Match(in Evidence evidence, string text, string handle)
    {
        IRouteModule? winner = null;
        RouteMatch best = RouteMatch.None;
        foreach (IRouteModule module in modules)
        {
            RouteMatch match = module.Match(evidence, text, handle);
            if (match.Rank > best.Rank)
            {
                (winner, best) = (module, match);
            }
        }

        return winner is null ? null : new Route(winner, best.Route);
    }
}

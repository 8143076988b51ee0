using System.Collections.Frozen;

namespace ClickClack.Dispatch;

/// <summary>The routes of all assemblies of the bot as one: the most specific of them wins a message.</summary>
internal sealed class RouteTable
{
    private readonly IReadOnlyList<IRouteModule> written;
    private readonly IRouteModule[] modules;
    private readonly RouteSettings settings;
    private readonly Lazy<RouteDescription[]> following;

    /// <summary>Makes a table.</summary>
    /// <param name="modules">What somebody wrote, the application's first. What the framework answers by itself comes last.</param>
    /// <param name="settings">What they are given at start.</param>
    public RouteTable(IReadOnlyList<IRouteModule> modules, RouteSettings? settings = null)
    {
        written = modules;
        this.settings = settings ?? new RouteSettings(null, new Dictionary<string, string>());
        this.modules = [.. modules, new HelpRoutes(modules, this.settings)];
        following = new Lazy<RouteDescription[]>(() => [.. Routes.Where(static route => route.FollowsEdits)]);
    }

    /// <summary>The routes of all accounts, module by module.</summary>
    public IEnumerable<RouteDescription> All => modules.SelectMany(module => module.Routes);

    /// <summary>The routes of the account, module by module.</summary>
    public IEnumerable<RouteDescription> Routes => All.Where(settings.Owns);

    /// <summary>Those of them that somebody wrote: without error handlers and what the framework answers by itself.</summary>
    public IEnumerable<RouteDescription> Written => Routes.Where(static route => route.Kind != RouteKind.Error && !ReferenceEquals(route, HelpRoutes.Description));

    /// <summary>Everything the handlers take from the services.</summary>
    public IEnumerable<RequiredService> RequiredServices => modules.SelectMany(module => module.RequiredServices);

    /// <summary>How many routes somebody wrote, error handlers and observers aside.</summary>
    public int Count => Written.Count(static route => route.Kind != RouteKind.Event);

    /// <summary>What the routes were given at start.</summary>
    public RouteSettings Settings => settings;

    /// <summary>The same routes with what they are given at start.</summary>
    public RouteTable With(RouteSettings given) => new(written, given);

    /// <summary>Who observes which events.</summary>
    public FrozenDictionary<Type, IReadOnlyList<Route>> Observers => modules
        .SelectMany(module => module.Routes.Select((description, index) => (description.Event, Route: new Route(module, index))))
        .Where(one => one.Event is not null && settings.Owns(one.Route.Description))
        .GroupBy(static one => one.Event!, static one => one.Route)
        .ToFrozenDictionary(static group => group.Key, static IReadOnlyList<Route> (group) => [.. group]);

    /// <summary>Whether any route runs again when its message is edited.</summary>
    public bool FollowsEdits => following.Value.Length > 0;

    /// <summary>Whether any of those can apply, judged without the text.</summary>
    public bool MayFollow(in Evidence evidence)
    {
        Evidence own = evidence.With(settings);
        foreach (RouteDescription route in following.Value)
        {
            if (route.Places.Count == 0)
            {
                return true;
            }

            foreach (RoutePlace place in route.Places)
            {
                if (place.Includes(own))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether any route can apply, judged without the text.</summary>
    public bool MayMatch(in Evidence evidence)
    {
        Evidence own = evidence.With(settings);
        foreach (IRouteModule module in modules)
        {
            if (module.MayMatch(in own))
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
        Evidence own = evidence.With(settings);
        string plain = emoji.Replace("\uFE0F", "", StringComparison.Ordinal);
        IRouteModule? winner = null;
        ReactionMatch best = ReactionMatch.None;
        foreach (IRouteModule module in modules)
        {
            ReactionMatch match = module.MatchReaction(in own, plain, removed);
            if (match.GoesBefore(best))
            {
                (winner, best) = (module, match);
            }
        }

        return winner is null ? null : new Route(winner, best.Route);
    }

    /// <summary>The route that wins, or null. Of equals the one of the first module does, which is the application's.</summary>
    public Route? Match(in Evidence evidence, string text, string handle)
    {
        Evidence own = evidence.With(settings);
        IRouteModule? winner = null;
        RouteMatch best = RouteMatch.None;
        foreach (IRouteModule module in modules)
        {
            RouteMatch match = module.Match(in own, text, handle);
            if (match.Found && match.Beats(best))
            {
                (winner, best) = (module, match);
            }
        }

        return winner is null ? null : new Route(winner, best.Route);
    }
}

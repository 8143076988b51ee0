namespace ClickClack.Dispatch;

/// <summary>The routes of all assemblies of the bot as one: the most specific of them wins a message.</summary>
internal sealed class RouteTable(IReadOnlyList<IRouteModule> modules, RouteSettings? settings = null)
{
    private readonly RouteSettings settings = settings ?? new RouteSettings(null, new Dictionary<string, string>());

    /// <summary>The routes of all accounts, module by module.</summary>
    public IEnumerable<RouteDescription> All => modules.SelectMany(module => module.Routes);

    /// <summary>The routes of the account, module by module.</summary>
    public IEnumerable<RouteDescription> Routes => All.Where(IsOurs);

    /// <summary>Those of them that somebody wrote: without error handlers and what the framework answers by itself.</summary>
    public IEnumerable<RouteDescription> Written => Routes.Where(static route => route.Kind != RouteKind.Error);

    /// <summary>Everything the handlers take from the services.</summary>
    public IEnumerable<RequiredService> RequiredServices => modules.SelectMany(module => module.RequiredServices);

    /// <summary>How many routes somebody wrote, error handlers aside.</summary>
    public int Count => Written.Count();

    /// <summary>What the routes were given at start.</summary>
    public RouteSettings Settings => settings;

    /// <summary>The same routes with what they are given at start.</summary>
    public RouteTable With(RouteSettings given) => new(modules, given);

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

    private bool IsOurs(RouteDescription route) =>
        route.Account is null || settings.Account is null || string.Equals(route.Account, settings.Account, StringComparison.OrdinalIgnoreCase);
}

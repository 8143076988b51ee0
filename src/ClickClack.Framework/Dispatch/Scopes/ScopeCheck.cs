using ClickClack.Client;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>Says once, after the start, which routes cannot do their work because the token lacks a scope.</summary>
internal sealed partial class ScopeCheck(ScopeProbe probe, RouteTable routes, ILogger logger)
{
    private const int MostRoutes = 3;

    /// <summary>Asks for each scope that a route needs, and warns.</summary>
    /// <exception cref="UnauthorizedException">The token is dead.</exception>
    public async Task WarnAsync(CancellationToken cancellationToken)
    {
        ILookup<string, RouteDescription> needed = routes.Written
            .SelectMany(static route => RouteScopes.Of(route).Select(scope => (Scope: scope, Route: route)))
            .ToLookup(static one => one.Scope, static one => one.Route, StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (IGrouping<string, RouteDescription> scope in needed.OrderBy(static scope => scope.Key, StringComparer.Ordinal))
        {
            if (await probe.IsMissingAsync(scope.Key, cancellationToken).ConfigureAwait(false))
            {
                missing.Add($"{scope.Key} (for {Names([.. scope])})");
            }
        }

        if (missing.Count > 0)
        {
            LackingScopes(logger, string.Join(", ", missing), RouteScopes.ToAskFor(needed.Select(static scope => scope.Key)));
        }
    }

    private static string Names(RouteDescription[] routes)
    {
        string names = string.Join(", ", routes.Take(MostRoutes).Select(static route => $"{route.Handler}, {route.Cause}"));
        return routes.Length > MostRoutes ? $"{names} and {routes.Length - MostRoutes} more" : names;
    }

    [LoggerMessage(160, LogLevel.Warning,
        "the token lacks scopes that the bot needs to hear or to answer: {Scopes}. A token keeps its scopes; a new one is made with"
        + " clickclack admin bot create --workspace … --created-by … --name … --scopes {Wanted} --plain")]
    private static partial void LackingScopes(ILogger logger, string scopes, string wanted);
}

using ClickClack.Dispatch;

namespace ClickClack.Hosting;

/// <summary>The verb <c>routes</c>: what the bot listens to, a line a route.</summary>
internal static class RouteListing
{
    public static void Write(ClickClackRoutes routes, TextWriter output)
    {
        foreach (RouteDescription route in routes.Describe())
        {
            output.WriteLine($"{route.Cause,-24} {route.Handler}{Terms(route)}");
        }
    }

    /// <summary>Whatever else decides whether a route answers, and how.</summary>
    private static string Terms(RouteDescription route)
    {
        var terms = new List<string>();
        terms.AddRange(route.Guards is { } guards ? [guards.ToString()] : []);
        terms.AddRange(route.Filters);
        terms.AddRange(route.Scopes.Select(scope => $"needs {scope}"));
        terms.AddRange(route.Account is { } account ? [$"account {account}"] : []);
        terms.AddRange(route.Lane is { } lane ? [lane.ToString()] : []);
        terms.AddRange(route.FollowsEdits ? ["follows edits"] : []);
        terms.RemoveAll(string.IsNullOrEmpty);
        return terms.Count == 0 ? "" : $"  ({string.Join("; ", terms)})";
    }
}

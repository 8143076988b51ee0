namespace ClickClack.Generators;

/// <content>The decision which error handler is called.</content>
internal static partial class Errors
{
    /// <summary>The exception that an error handler takes.</summary>
    public static string Value(HandlerParameter parameter) =>
        parameter.PlainType == "global::System.Exception" ? "context.Error!" : $"({parameter.PlainType})context.Error!";

    /// <summary>
    /// Whose errors an error handler is called for: those of its class, or, if that has no other handlers, an empty text, for those of the
    /// assembly.
    /// </summary>
    public static string ScopeOf(RouteKey handler, IEnumerable<RouteKey> routes)
    {
        string type = TypeOf(handler);
        foreach (RouteKey route in routes)
        {
            if (route.Kind != RouteKind.Error && TypeOf(route) == type)
            {
                return type;
            }
        }

        return "";
    }

    /// <summary>Writes the choice, if there is any.</summary>
    public static void Emit(CodeWriter writer, List<RouteKey> routes)
    {
        var scopes = new List<(string Scope, List<int> Handlers)>();
        for (int i = 0; i < routes.Count; i++)
        {
            if (routes[i].Kind == RouteKind.Error)
            {
                string scope = ScopeOf(routes[i], routes);
                List<int>? handlers = scopes.Find(known => known.Scope == scope).Handlers;
                if (handlers is null)
                {
                    scopes.Add((scope, handlers = []));
                }

                handlers.Add(i);
            }
        }

        if (scopes.Count == 0)
        {
            return;
        }

        writer.Open("int IRouteModule.ErrorRoute(int route, global::System.Exception thrown)");
        if (scopes.Exists(static known => known.Scope.Length > 0))
        {
            EmitClasses(writer, routes, scopes);
        }

        if (EmitHandlers(writer, routes, scopes.Find(static known => known.Scope.Length == 0).Handlers ?? []))
        {
            writer.Line("return -1;");
        }

        writer.Close().Line();
    }

    private static void EmitClasses(CodeWriter writer, List<RouteKey> routes, List<(string Scope, List<int> Handlers)> scopes)
    {
        writer.Open("switch (route)");
        bool isFirst = true;
        foreach ((string scope, List<int> handlers) in scopes)
        {
            if (scope.Length == 0)
            {
                continue;
            }

            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            var numbers = new List<string>();
            for (int i = 0; i < routes.Count; i++)
            {
                if (routes[i].Kind != RouteKind.Error && TypeOf(routes[i]) == scope)
                {
                    numbers.Add($"{i}");
                }
            }

            writer.Line($"case {string.Join(" or ", numbers)}:").Indent();
            if (EmitHandlers(writer, routes, handlers))
            {
                writer.Line("break;");
            }

            writer.Outdent();
        }

        writer.Close().Line();
    }

    /// <summary>Writes one return for each handler, those of the most derived exceptions first.</summary>
    /// <returns>Whether what follows can be reached.</returns>
    private static bool EmitHandlers(CodeWriter writer, List<RouteKey> routes, List<int> handlers)
    {
        handlers.Sort((one, other) => routes[one].Error!.Depth != routes[other].Error!.Depth
            ? routes[other].Error!.Depth.CompareTo(routes[one].Error!.Depth)
            : one.CompareTo(other));
        foreach (int handler in handlers)
        {
            writer.Line($"// {routes[handler].Cause}: {routes[handler].Handler}");
            if (routes[handler].Error!.Depth == 0)
            {
                writer.Line($"return {handler};");
                return false;
            }

            writer.Open($"if (thrown is {routes[handler].Error!.Type})").Line($"return {handler};").Close().Line();
        }

        return true;
    }

    /// <summary>The emitted class that calls it, which stands for its type.</summary>
    private static string TypeOf(RouteKey route) =>

        // What a group of sub-commands answers is no call.
        route.Kind == RouteKind.CommandGroup ? "" : route.Call.Substring(0, route.Call.IndexOf('.'));
}

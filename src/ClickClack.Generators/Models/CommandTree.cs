namespace ClickClack.Generators;

/// <summary>The commands word by word: <c>deploy</c> leads to <c>deploy rollback</c>.</summary>
/// <param name="path">The words up to here, with blanks between.</param>
internal sealed class CommandTree(string path)
{
    private readonly List<CommandTree> _children = [];
    private readonly List<int> _routes = [];

    /// <summary>The words up to here.</summary>
    public string Path => path;

    /// <summary>The last of them.</summary>
    public string Word => path.Substring(path.LastIndexOf(' ') + 1);

    /// <summary>The words that can follow, in the order of the routes.</summary>
    public IReadOnlyList<CommandTree> Children => _children;

    /// <summary>The numbers of the routes that end here.</summary>
    public IReadOnlyList<int> Routes => _routes;

    /// <summary>The tree of all commands.</summary>
    public static CommandTree Of(List<RouteKey> routes)
    {
        var root = new CommandTree("");
        var known = new Dictionary<string, CommandTree> { [""] = root };
        for (int i = 0; i < routes.Count; i++)
        {
            if (routes[i].Kind is not (RouteKind.Command or RouteKind.CommandGroup))
            {
                continue;
            }

            root.Add(known, routes[i].Command, i);
            foreach (string alias in routes[i].Aliases)
            {
                root.Add(known, alias, i);
            }
        }

        return root;
    }

    /// <summary>What has words after it, but no route of its own or of fewer words, which would take whatever follows.</summary>
    public IEnumerable<CommandTree> Groups()
    {
        foreach (CommandTree child in _children)
        {
            if (child._children.Count == 0 || child._routes.Count > 0)
            {
                continue;
            }

            yield return child;
            foreach (CommandTree group in child.Groups())
            {
                yield return group;
            }
        }
    }

    /// <summary>The numbers of all routes from here on.</summary>
    public IEnumerable<int> AllRoutes()
    {
        foreach (int route in _routes)
        {
            yield return route;
        }

        foreach (CommandTree child in _children)
        {
            foreach (int route in child.AllRoutes())
            {
                yield return route;
            }
        }
    }

    private void Add(Dictionary<string, CommandTree> known, string command, int route)
    {
        CommandTree node = this;
        for (int end = 0; end < command.Length;)
        {
            end = command.IndexOf(' ', end + 1);
            end = end < 0 ? command.Length : end;
            string path = command.Substring(0, end);
            if (!known.TryGetValue(path, out CommandTree? next))
            {
                known.Add(path, next = new CommandTree(path));
                node._children.Add(next);
            }

            node = next;
        }

        if (!node._routes.Contains(route))
        {
            node._routes.Add(route);
        }
    }
}

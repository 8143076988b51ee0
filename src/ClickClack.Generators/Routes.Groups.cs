namespace ClickClack.Generators;

/// <content>Commands that have only sub-commands.</content>
internal static partial class Routes
{
    /// <summary>The routes, and after them one for each command that has only sub-commands, which answers with a list of them.</summary>
    private static List<RouteKey> WithGroups(EquatableArray<RouteKey> keys)
    {
        List<RouteKey> routes = [.. keys];
        foreach (CommandTree group in CommandTree.Of(routes).Groups())
        {
            routes.Add(Group(group, [.. keys]));
        }

        return routes;
    }

    private static RouteKey Group(CommandTree group, List<RouteKey> routes)
    {
        var places = new List<PlaceTest>();
        GuardSet? guards = null;
        bool same = true;
        bool followsEdits = false;
        foreach (int number in group.AllRoutes())
        {
            GuardSet own = routes[number].Guards with { Filters = default, Scopes = default, Cooldown = null };
            same = same && (guards is null || guards.Equals(own));
            guards ??= own;
            followsEdits |= routes[number].FollowsEdits;
            foreach (PlaceTest place in routes[number].Places)
            {
                if (!places.Contains(place))
                {
                    places.Add(place);
                }
            }
        }

        var words = new List<string>();
        foreach (CommandTree child in group.Children)
        {
            words.Add($"`/{child.Path}`");
        }

        return new RouteKey(
            RouteKind.CommandGroup,
            group.Path,
            places.ToEquatableArray(),
            $"/{group.Path}",
            $"sub-commands of /{group.Path}",
            Call: "",
            UsesServices: false,
            Services: default,
            Lane: null,
            Description: null)
        {
            // Who may use none of them learns of none; where they differ, whoever is admitted at all may read the list.
            Guards = same ? guards! : GuardSet.None,

            // A sub-command that is put right is answered in the place of this hint, and the other way round.
            FollowsEdits = followsEdits,
            Hint = $"`/{group.Path}` needs one of its sub-commands: {string.Join(", ", words)}",
        };
    }
}

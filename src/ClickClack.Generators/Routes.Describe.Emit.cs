namespace ClickClack.Generators;

/// <content>The routes as data.</content>
internal static partial class Routes
{
    private static void EmitDescriptions(CodeWriter writer, List<RouteKey> routes)
    {
        writer.Line($"{ReadOnlyList}<RouteDescription> IRouteModule.Routes {{ get; }} = new RouteDescription[]");
        writer.Brace();
        foreach (RouteKey route in routes)
        {
            string usesServices = route.UsesServices ? "true" : "false";
            writer.Line($"new({Literals.Of(route.Cause)}, {Literals.Of(route.Handler)}, UsesServices: {usesServices})").Brace();
            EmitDescription(writer, route);
            writer.Close("},");
        }

        writer.Close("};").Line();
    }

    private static void EmitDescription(CodeWriter writer, RouteKey route)
    {
        writer.Line($"Kind = RouteKind.{route.Kind},");
        if (route.Kind is RouteKind.Command or RouteKind.CommandGroup)
        {
            writer.Line($"Commands = {Literals.Of(Names(route).ToEquatableArray())},");
        }

        if (route.Pattern is { } pattern)
        {
            writer.Line($"Pattern = {Literals.Of(pattern.Text)},");
            writer.Line($"Regex = static () => {Patterns.Field(route.Call)},");
            writer.Line($"Order = {Literals.Of(pattern.Order)},");
        }

        var places = new List<string>();
        foreach (PlaceTest place in route.Reaction?.Places ?? route.Places)
        {
            places.Add(PlaceConditions.Data(place));
        }

        writer.Line($"Places = new RoutePlace[] {{ {string.Join(", ", places)} }},");
        if (route.Description is not null)
        {
            writer.Line($"Command = {route.Description},");
        }

        if (route.FollowsEdits)
        {
            writer.Line("FollowsEdits = true,");
        }

        if (route.Reaction is { } reaction)
        {
            writer.Line($"Reaction = new ReactionDescription({Literals.Of(reaction.Emojis)}, Removed: {(reaction.Removed ? "true" : "false")}),");
        }

        if (route.NeedsMessage)
        {
            writer.Line("NeedsMessage = true,");
        }

        if (route.Event is not null)
        {
            writer.Line($"{Events.Description(route.Event)},");
        }

        if (route.Lane is not null)
        {
            writer.Line($"Lane = {Lanes.Emit(route.Lane)},");
        }

        if (route.Guards.Account is { } account)
        {
            writer.Line($"Account = {Literals.Of(account)},");
        }

        if (route.Guards.Scopes.Count > 0)
        {
            writer.Line($"Scopes = {Literals.Of(route.Guards.Scopes)},");
        }

        if (route.Guards.Filters.Count > 0)
        {
            var filters = new List<string>();
            foreach (RouteFilter filter in route.Guards.Filters)
            {
                filters.Add(filter.Name);
            }

            writer.Line($"Filters = {Literals.Of(filters.ToEquatableArray())},");
        }

        if (route.Guards.HasRules)
        {
            writer.Line($"Guards = {Guards.Emit(route.Guards)},");
        }
    }

    /// <summary>All names of a command.</summary>
    private static List<string> Names(RouteKey route)
    {
        List<string> names = [route.Command];
        names.AddRange(route.Aliases);
        return names;
    }
}

namespace ClickClack.Generators;

/// <summary>What the table has to know of one type with handlers.</summary>
/// <param name="Order">Where the type stands in the source.</param>
/// <param name="Keys">Its routes, in source order.</param>
internal sealed record RouteGroup(SourceOrder Order, EquatableArray<RouteKey> Keys)
{
    /// <summary>The group of a type.</summary>
    public static RouteGroup Of(HandlerType type)
    {
        var keys = new List<RouteKey>();
        foreach (Route route in type.Routes)
        {
            keys.Add(route.Key);
        }

        return new RouteGroup(type.Order!, keys.ToEquatableArray());
    }

    /// <summary>All routes, in source order. The order itself is dropped: the table changes only if its routes do.</summary>
    public static EquatableArray<RouteKey> Merge(EquatableArray<RouteGroup> groups)
    {
        List<RouteGroup> ordered = [.. groups];
        ordered.Sort(static (one, other) => one.Order.CompareTo(other.Order));

        var keys = new List<RouteKey>();
        foreach (RouteGroup group in ordered)
        {
            keys.AddRange(group.Keys);
        }

        return keys.ToEquatableArray();
    }
}

namespace ClickClack.Generators;

/// <summary>One place a route listens to. All it says must hold.</summary>
/// <param name="Places">The kinds of places.</param>
/// <param name="Name">The channel's name, or null for any.</param>
/// <param name="Id">The channel's id, or null for any.</param>
internal readonly record struct PlaceTest(Places Places, string? Name = null, string? Id = null)
{
    /// <summary>Everywhere.</summary>
    public static PlaceTest Anywhere => new(Places.Anywhere);

    /// <summary>Whether it holds for every message.</summary>
    public bool IsAnywhere => Places == Places.Anywhere && Name is null && Id is null;

    /// <summary>The rank of a route that listens here, if its place is all that makes it specific.</summary>
    public RouteRank Rank
    {
        get
        {
            bool named = Name is not null || Id is not null || (Places & ~Places.Dm) == 0;
            if ((Places & ~Places.Thread) == 0)
            {
                return named ? RouteRank.ThreadInPlace : RouteRank.Thread;
            }

            return !named ? RouteRank.Any : Name is not null && Id is null ? RouteRank.Named : RouteRank.Exact;
        }
    }

    /// <summary>Both places at once, or null if no message can be in both.</summary>
    public PlaceTest? And(PlaceTest other)
    {
        Places both = Places & other.Places;
        return both == Places.None || Differ(Name, other.Name) || Differ(Id, other.Id)
            ? null
            : new PlaceTest(both, Name ?? other.Name, Id ?? other.Id);
    }

    /// <summary>Whether every message in the other place is in this one as well.</summary>
    public bool Covers(PlaceTest other) =>
        (other.Places & ~Places) == 0 && (Name is null || Name == other.Name) && (Id is null || Id == other.Id);

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;
}

namespace ClickClack.Generators;

/// <summary>One place a route listens to. All it says must hold.</summary>
/// <param name="Places">The kinds of places.</param>
/// <param name="Name">The channel's name, or null for any.</param>
/// <param name="Id">The channel's id, or null for any.</param>
/// <param name="Keys">The keys of the configuration that name the channel, one in a line, or null for any.</param>
internal readonly record struct PlaceTest(Places Places, string? Name = null, string? Id = null, string? Keys = null)
{
    /// <summary>Everywhere.</summary>
    public static PlaceTest Anywhere => new(Places.Anywhere);

    /// <summary>Whether it holds for every message.</summary>
    public bool IsAnywhere => Places == Places.Anywhere && Name is null && Id is null && Keys is null;

    /// <summary>The rank of a route that listens here, if its place is all that makes it specific.</summary>
    public RouteRank Rank
    {
        get
        {
            bool byName = Name is not null || Keys is not null;
            bool named = byName || Id is not null || (Places & ~Places.Dm) == 0 || (Places & ~Places.GroupDm) == 0;
            if ((Places & ~Places.Thread) == 0)
            {
                return named ? RouteRank.ThreadInPlace : RouteRank.Thread;
            }

            return !named ? RouteRank.Any : byName && Id is null ? RouteRank.Named : RouteRank.Exact;
        }
    }

    /// <summary>The keys, each for itself.</summary>
    public string[] KeyList => Keys?.Split('\n') ?? [];

    /// <summary>Both places at once, or null if no message can be in both.</summary>
    public PlaceTest? And(PlaceTest other)
    {
        Places both = Places & other.Places;
        return both == Places.None || Differ(Name, other.Name) || Differ(Id, other.Id)
            ? null
            : new PlaceTest(both, Name ?? other.Name, Id ?? other.Id, Both(Keys, other.Keys));
    }

    /// <summary>Whether every message in the other place is in this one as well.</summary>
    public bool Covers(PlaceTest other) =>
        (other.Places & ~Places) == 0
        && (Name is null || Name == other.Name)
        && (Id is null || Id == other.Id)
        && (Keys is null || Keys == other.Keys);

    /// <summary>What two keys name is not known before the start: it may be one channel.</summary>
    private static string? Both(string? keys, string? others) =>
        keys is null || keys == others ? others : others is null ? keys : keys + "\n" + others;

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;
}

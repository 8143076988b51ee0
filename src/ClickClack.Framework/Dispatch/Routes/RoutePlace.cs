using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>One place a route listens to. All it says must hold. Used by generated code.</summary>
/// <param name="Places">The kinds of places.</param>
/// <param name="Name">The channel's name, or null for any.</param>
/// <param name="Id">The channel's id, or null for any.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RoutePlace(Places Places, string? Name = null, string? Id = null)
{
    /// <summary>The keys of the configuration that name the channel; mostly none or one.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Whether a message is here, or may be.</summary>
    internal bool Includes(Evidence evidence) =>
        evidence.In(Places)
        && (Name is null || evidence.InChannel(Name))
        && (Id is null || evidence.InChannel(Id))
        && Keys.All(evidence.InConfigured);

    /// <summary>What a route that listens here is worth, if its place is all that makes it specific.</summary>
    public RouteRank Rank
    {
        get
        {
            bool named = Name is not null || Id is not null || Keys.Count > 0 || (Places & ~Places.Dm) == 0 || (Places & ~Places.GroupDm) == 0;
            return (Places & ~Places.Thread) == 0 ? (named ? RouteRank.ThreadInPlace : RouteRank.Thread)
                : !named ? RouteRank.Any
                : Id is null && (Name is not null || Keys.Count > 0) ? RouteRank.Named
                : RouteRank.Exact;
        }
    }
}

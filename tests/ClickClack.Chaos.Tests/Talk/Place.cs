namespace ClickClack.Chaos.Tests.Talk;

internal enum PlaceKind
{
    Channel,
    Direct,
    Group,
}

/// <summary>A channel or a direct conversation.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Members">Who may read it.</param>
internal sealed record Place(PlaceKind Kind, string Id, IReadOnlyList<Person> Members)
{
    public string Path => Kind == PlaceKind.Channel ? $"/api/channels/{Id}/messages" : $"/api/dms/{Id}/messages";
}

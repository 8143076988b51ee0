namespace ClickClack.Dispatch;

/// <summary>Decides from the routes' data which of them listen in a place, and how specific they are there.</summary>
/// <param name="channel">The channel, or null.</param>
/// <param name="conversation">The direct conversation, or null.</param>
/// <param name="isReply">Whether it is a thread there.</param>
/// <param name="settings">What the routes were given at start.</param>
internal sealed class PlaceInterpreter(MessageChannel? channel, MessageConversation? conversation, bool isReply, RouteSettings settings)
{
    private readonly Places here = (channel, conversation?.IsGroup, isReply) switch
    {
        ({ }, _, false) => Places.ChannelRoot,
        ({ }, _, true) => Places.ChannelThread,
        (_, true, false) => Places.GroupDmRoot,
        (_, true, true) => Places.GroupDmThread,
        (_, _, false) => Places.DmRoot,
        _ => Places.DmThread,
    };

    /// <summary>Why a route hears of nothing here; null if it does.</summary>
    public string? WhyNot(RouteDescription route) =>
        !IsOurs(route) ? $"it belongs to the account {route.Account}"
        : Best(route) is null ? $"it does not listen here, which is {Here()}"
        : null;

    /// <summary>The most specific of a route's places that are here, or null.</summary>
    public RouteRank? Best(RouteDescription route) =>
        route.Places.Where(IsHere).Select(place => (RouteRank?)place.Rank).Max();

    /// <summary>Whether a route belongs to the account, or to all.</summary>
    public bool IsOurs(RouteDescription route) =>
        route.Account is null || settings.Account is null || string.Equals(route.Account, settings.Account, StringComparison.OrdinalIgnoreCase);

    private bool IsHere(RoutePlace place) =>
        (place.Places & here) != 0
        && (place.Name is null || channel?.Name == place.Name)
        && (place.Id is null || channel?.Id.Value == place.Id)
        && place.Keys.All(key => settings.Channel(key) is { } named
            && named == (named.StartsWith("chn_", StringComparison.Ordinal) ? channel?.Id.Value : channel?.Name));

    private string Here() => (channel, conversation?.IsGroup, isReply) switch
    {
        ({ } named, _, false) => $"#{named.Name}",
        ({ } named, _, true) => $"a thread in #{named.Name}",
        (_, true, false) => "a group conversation",
        (_, true, true) => "a thread in a group conversation",
        (_, _, false) => "a direct message",
        _ => "a thread in direct messages",
    };
}

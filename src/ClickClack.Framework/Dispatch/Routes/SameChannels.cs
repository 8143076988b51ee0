using ClickClack.Client;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// Finds routes that turn out to listen to one channel although they name it differently: by name and by id, or by two keys of the
/// configuration. The compiler cannot know, and the second of them would never be called there.
/// </summary>
internal sealed class SameChannels(RouteTable routes, WorkspaceDirectory directory, ILogger logger)
{
    /// <summary>Looks, and warns. Asks for the names of channels only if there are routes in question.</summary>
    public async Task WarnAsync(CancellationToken cancellationToken)
    {
        var named = routes.Routes
            .SelectMany(route => route.Places.SelectMany(place => NamesOf(place).Select(channel => (Route: route, Place: place, channel.Channel, channel.As))))
            .GroupBy(one => (one.Route.Kind, Name: Scope(one.Route), one.Place.Places, Account: one.Route.Account?.ToLowerInvariant()))
            .Where(group => group.Select(one => one.As).Distinct(StringComparer.Ordinal).Skip(1).Any());
        foreach (var group in named)
        {
            var first = new Dictionary<string, (RouteDescription Route, string As)>(StringComparer.Ordinal);
            foreach (var one in group.OrderByDescending(one => one.Place.Rank))
            {
                string channel = one.Channel.StartsWith("chn_", StringComparison.Ordinal)
                    ? await directory.ChannelNameAsync(new ChannelId(one.Channel), cancellationToken).ConfigureAwait(false) ?? one.Channel
                    : one.Channel;
                if (!first.TryAdd(channel, (one.Route, one.As)) && first[channel].As != one.As)
                {
                    logger.SameChannel($"{first[channel].Route.Handler} ({first[channel].As})", $"{one.Route.Handler} ({one.As})", ServerText.Clean(channel));
                }
            }
        }
    }

    private IEnumerable<(string Channel, string As)> NamesOf(RoutePlace place)
    {
        if (place.Name is { } name)
        {
            yield return (name, $"#{name}");
        }

        if (place.Id is { } id)
        {
            yield return (id, id);
        }

        foreach (string key in place.Keys)
        {
            if (routes.Settings.Channel(key) is { } channel)
            {
                yield return (channel, $"{{Config:{key}}}");
            }
        }
    }

    private static string Scope(RouteDescription route) =>
        route.Pattern is null ? string.Join('/', route.Commands) : $"{route.Order} {route.Pattern}";
}

using ClickClack.Dispatch;

namespace ClickClack.Hosting;

/// <summary>The channels and users whom a bot's routes and settings name.</summary>
internal static class ConfiguredNames
{
    private const string AllowFrom = $"{ClickClackOptions.SectionName}:{nameof(ClickClackOptions.AllowFrom)}";
    private const string AllowBots = $"{ClickClackOptions.SectionName}:{nameof(ClickClackOptions.AllowBots)}";
    private const string DefaultTo = $"{ClickClackOptions.SectionName}:{nameof(ClickClackOptions.DefaultTo)}";

    /// <summary>Collects all of them, each once for each of its uses.</summary>
    /// <param name="routes">The account's routes.</param>
    /// <param name="guards">Who is answered.</param>
    /// <param name="defaultTo">Where the bot sends to if nothing else says so; or null.</param>
    public static IEnumerable<NameInUse> Of(RouteTable routes, GuardSettings guards, Target? defaultTo) => routes.Routes
        .SelectMany(route => route.Places.SelectMany(place => OfPlace(route, place, routes.Settings))
            .Concat(Handles(route.Guards?.AllowFrom, NameKind.Person, $"[AllowFrom] of {route.Handler}"))
            .Concat(Handles(route.Guards?.AllowBots, NameKind.Bot, $"[AllowBots] of {route.Handler}")))
        .Concat(Handles(guards.AllowFrom, NameKind.Person, AllowFrom))
        .Concat(Handles(guards.AllowBots, NameKind.Bot, AllowBots))
        .Concat(defaultTo switch
        {
            Target.ChannelByName channel => [new NameInUse(channel.Name, NameKind.Channel, DefaultTo)],
            Target.Channel channel => [new NameInUse(channel.Id.Value, NameKind.Channel, DefaultTo)],
            Target.UserByHandle user => [new NameInUse(user.Handle, NameKind.User, DefaultTo)],
            _ => Array.Empty<NameInUse>(),
        });

    private static IEnumerable<NameInUse> OfPlace(RouteDescription route, RoutePlace place, RouteSettings settings) =>
        new[] { place.Name, place.Id }.OfType<string>().Select(name => new NameInUse(name, NameKind.Channel, route.Handler))
            .Concat(place.Keys.SelectMany(key => settings.Channel(key) is { } name
                ? [new NameInUse(name, NameKind.Channel, $"{key} for {route.Handler}")]
                : Array.Empty<NameInUse>()));

    private static IEnumerable<NameInUse> Handles(IReadOnlyList<string>? entries, NameKind kind, string use) => (entries ?? [])
        .Select(static entry => entry.Trim())
        .Where(static entry => entry.StartsWith('@'))
        .Select(entry => new NameInUse(entry[1..], kind, use));
}

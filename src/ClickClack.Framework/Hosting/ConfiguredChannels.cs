using ClickClack.Dispatch;
using ClickClack.Targets;
using Microsoft.Extensions.Configuration;

namespace ClickClack.Hosting;

/// <summary>The channels that routes name by a key of the configuration, <c>[OnChannel("{Config:Key}")]</c>: read once, at start.</summary>
internal sealed class ConfiguredChannels(RouteTable routes, IConfiguration configuration)
{
    /// <summary>The routes with what is configured, right or wrong: what explains a bot must work before the bot does.</summary>
    public RouteTable Table() => routes.With(new RouteSettings(
        configuration[$"{ClickClackOptions.SectionName}:{nameof(ClickClackOptions.DefaultAccount)}"] ?? new ClickClackOptions().DefaultAccount, Known())
    {
        Help = !bool.TryParse(configuration[$"{ClickClackOptions.SectionName}:{nameof(ClickClackOptions.Help)}"], out bool help) || help,
    });

    private Dictionary<string, string> Known() => Keys()
        .Where(key => !string.IsNullOrWhiteSpace(configuration[key.Key]))
        .GroupBy(key => key.Key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => configuration[group.Key]!.Trim(), StringComparer.Ordinal);

    /// <summary>Reads them all.</summary>
    /// <returns>The name or id of a channel for each key.</returns>
    /// <exception cref="InvalidOperationException">Some are missing or wrong; all of them in one message.</exception>
    public IReadOnlyDictionary<string, string> Read()
    {
        var problems = new List<string>();
        foreach ((string key, RouteDescription route) in Keys())
        {
            string? value = configuration[key]?.Trim();
            string? problem = string.IsNullOrEmpty(value)
                ? $"{key} is not set: the name or id of a channel"
                : TargetGrammar.CheckChannel(value) is { } wrong ? $"{key}: {wrong}" : null;
            if (problem is not null)
            {
                problems.Add($"{problem} (for {route.Handler}, [OnChannel(\"{{Config:{key}}}\")])");
            }
        }

        return problems.Count == 0 ? Known() : throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
    }

    private IEnumerable<(string Key, RouteDescription Route)> Keys() => routes.All
        .SelectMany(route => route.Places.SelectMany(place => place.Keys).Distinct(StringComparer.Ordinal).Select(key => (key, route)));
}

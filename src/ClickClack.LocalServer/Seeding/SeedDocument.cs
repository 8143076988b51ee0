using System.Text.Json.Serialization;
using ClickClack.Local.Auth;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Seeding;

/// <summary>
/// What a fresh server starts with, tokens included. The database keeps hashes only, so this is what is stored beside it, and what
/// programs are told that want to talk to this server.
/// </summary>
internal sealed record SeedDocument
{
    public string? BaseUrl { get; init; }
    public required SeededWorkspace Workspace { get; init; }
    public required IReadOnlyDictionary<string, string> Channels { get; init; }
    public required IReadOnlyList<SeededPerson> Users { get; init; }
    public required IReadOnlyList<SeededBot> Bots { get; init; }

    public static SeedDocument New(LocalSeed seed, Ids ids)
    {
        var people = seed.People
            .Select(person => new SeededPerson(person.Role, ids.New("usr"), person.DisplayName, person.Handle, Ids.NewSecret("sst")))
            .ToList();
        var document = new SeedDocument
        {
            Workspace = new(ids.New("wsp"), Ids.NewRouteId('T'), "clickclack", "ClickClack"),
            Channels = new Dictionary<string, string> { ["general"] = ids.New("chn"), ["random"] = ids.New("chn") },
            Users = people,
            Bots = [],
        };
        return document.WithBotsOf(seed, ids);
    }

    /// <summary>The same with those bots of the seed that are not in it yet.</summary>
    public SeedDocument WithBotsOf(LocalSeed seed, Ids ids)
    {
        var missing = seed.Bots.Where(bot => Bots.All(known => known.Handle != bot.Handle)).ToList();
        return missing.Count == 0
            ? this
            : this with
            {
                Bots =
                [
                    .. Bots,
                    .. missing.Select(bot => new SeededBot(
                        ids.New("usr"),
                        bot.DisplayName,
                        Ids.NewSecret("ccb"),
                        ids.New("btok"),
                        bot.Handle,
                        Scopes.Expand(["bot:write"]),
                        bot.Owned ? Users[0].Id : null)),
                ],
            };
    }
}

internal sealed record SeededWorkspace(string Id, string RouteId, string Slug, string Name);

internal sealed record SeededPerson(string Role, string Id, string DisplayName, string Handle, string Token);

internal sealed record SeededBot(
    string Id, string DisplayName, string Token, string TokenId, string Handle, IReadOnlyList<string> Scopes, string? OwnerUserId);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(SeedDocument))]
internal sealed partial class SeedJson : JsonSerializerContext;

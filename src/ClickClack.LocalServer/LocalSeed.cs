namespace ClickClack;

/// <summary>
/// Whom a new <see cref="LocalServer"/> knows from the start. Every seed has one workspace, <c>ClickClack</c> (slug <c>clickclack</c>), with the
/// channels <c>general</c> and <c>random</c>, an owner and a member. A data directory that was seeded before keeps what it has and gains only
/// the bots that are missing.
/// </summary>
public sealed class LocalSeed
{
    private LocalSeed(IReadOnlyList<Person> people, IReadOnlyList<Bot> bots)
    {
        People = people;
        Bots = bots;
    }

    /// <summary>
    /// Olivia Owner and Max Member without handles, and the bots <c>Service Bot</c> (<c>service-bot</c>) and <c>Owned Bot</c> (<c>owned-bot</c>, owned
    /// by Olivia), both with the scopes of <c>bot:write</c>.
    /// </summary>
    public static LocalSeed Conformance { get; } = new(
        [new("owner", "Olivia Owner", ""), new("member", "Max Member", "")],
        [new("Service Bot", "service-bot", Owned: false), new("Owned Bot", "owned-bot", Owned: true)]);

    internal IReadOnlyList<Person> People { get; }

    internal IReadOnlyList<Bot> Bots { get; }

    /// <summary>Olivia Owner (<c>olivia</c>), Max Member (<c>max</c>) and one bot with the scopes of <c>bot:write</c>.</summary>
    /// <param name="displayName">The bot's name, at most 80 bytes.</param>
    /// <param name="handle">The bot's handle without <c>@</c>: 2 to 32 lower-case letters, digits, underscores or dashes.</param>
    public static LocalSeed ForBot(string displayName, string handle)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(displayName);
        ArgumentException.ThrowIfNullOrWhiteSpace(handle);
        return new(
            [new("owner", "Olivia Owner", "olivia"), new("member", "Max Member", "max")],
            [new(displayName, handle, Owned: false)]);
    }

    internal sealed record Person(string Role, string DisplayName, string Handle);

    internal sealed record Bot(string DisplayName, string Handle, bool Owned);
}

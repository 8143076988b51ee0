using System.Globalization;

namespace ClickClack.Chaos.Tests;

/// <summary>How long, and from which seed: as the environment says, else shortly, from the same seed each time.</summary>
internal static class ChaosPlan
{
    public const string MinutesVariable = "CLICKCLACK_CHAOS_MINUTES";
    public const string SeedVariable = "CLICKCLACK_CHAOS_SEED";
    public const string ServerVariable = "CLICKCLACK_CHAOS_SERVER";
    public const string RateVariable = "CLICKCLACK_CHAOS_RATE";

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(20);

    /// <summary>Whether somebody has time.</summary>
    public static bool IsLong => Minutes is not null;

    /// <summary>How long things go wrong.</summary>
    public static TimeSpan Length => Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : Short;

    public static int Seed { get; } = Read(SeedVariable) is { } seed ? (int)seed : 7;

    /// <summary>What a server that runs already says of itself: the path of a JSON file. Null for a server of our own.</summary>
    public static string? Server { get; } = Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } path ? path : null;

    /// <summary>Messages per second, where they come steadily.</summary>
    public static double Rate { get; } = Read(RateVariable) ?? 200;

    private static double? Minutes { get; } = Read(MinutesVariable);

    /// <summary>The randomness of one part, which does not depend on what the others take of theirs.</summary>
    public static Random Random(int part) => new(unchecked((Seed * 397) + part));

    private static double? Read(string variable) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : null;
}

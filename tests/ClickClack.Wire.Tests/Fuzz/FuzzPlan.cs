using System.Globalization;

namespace ClickClack.Wire.Tests.Fuzz;

/// <summary>How much is tried, and from which seed: as the environment says, else a little, from a seed of the moment.</summary>
internal static class FuzzPlan
{
    public const string InputsVariable = "CLICKCLACK_FUZZ_INPUTS";
    public const string SeedVariable = "CLICKCLACK_FUZZ_SEED";

    /// <summary>How many inputs in all.</summary>
    public static int Inputs { get; } = Read(InputsVariable) ?? 20_000;

    public static int Seed { get; } = Read(SeedVariable) ?? Environment.TickCount & 0xffffff;

    /// <summary>A random for one of the tests, which tells how to come by it again.</summary>
    /// <param name="test">The number of the test.</param>
    public static Random Random(int test)
    {
        TestContext.Current.SendDiagnosticMessage("seed {0}, {1} inputs", Seed, Inputs);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}: {SeedVariable}={Seed} {InputsVariable}={Inputs}");
        return new Random(unchecked((Seed * 31) + test));
    }

    private static int? Read(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}

using System.Globalization;

namespace ClickClack.Chaos.Tests.World;

/// <summary>What the bot says of itself twice a second.</summary>
internal sealed record Pulse(string State, int Unfinished, long WorkingSet, long Heap, int Threads, int Handles)
{
    /// <summary>The pulses in an output.</summary>
    public static IReadOnlyList<Pulse> All(IEnumerable<string> output) => [.. output.Select(Read).OfType<Pulse>()];

    /// <summary>Whether the bot has nothing to do, and had nothing to do before.</summary>
    public static bool IsIdle(IReadOnlyList<string> output) =>
        All(output.TakeLast(50)) is [.., { State: "Live", Unfinished: 0 }, { State: "Live", Unfinished: 0 }];

    private static Pulse? Read(string line) =>
        line.StartsWith("pulse ", StringComparison.Ordinal) && line.Split(' ') is [_, var state, var unfinished, var set, var heap, var threads, var handles]
            ? new(state, (int)Number(unfinished), Number(set), Number(heap), (int)Number(threads), (int)Number(handles))
            : null;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

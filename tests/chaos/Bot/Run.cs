using System.Globalization;

namespace ChaosBot;

/// <summary>One run of a handler. Every run writes another text, so that a second answer, or parts of two runs, can be seen.</summary>
internal static class Run
{
    /// <summary>The channel that nobody but the bot writes in.</summary>
    public static Target Elsewhere { get; } = Target.Parse($"channel:{Environment.GetEnvironmentVariable("CHAOS_ELSEWHERE") ?? "elsewhere"}");

    /// <summary>The answer to the message of a number: what it is, the number, and the run.</summary>
    public static string Text(string what, int number) => $"{what} {number.ToString(CultureInfo.InvariantCulture)} {Name()}";

    /// <summary>The name of a run, unlike all others.</summary>
    public static string Name() => Guid.NewGuid().ToString("n")[..12];

    /// <summary>The number in a text like <c>message 17 (edited)</c>.</summary>
    public static int NumberIn(string text) => int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture);
}

namespace EchoBot;

internal static class DiceCommand
{
    /// <summary>Roll dice.</summary>
    /// <param name="dice">How many dice, of how many sides.</param>
    [OnCommand("roll")]
    public static string Roll(Dice dice) => $"rolled {dice}: {dice.Roll()}";
}

namespace ClickClack.GeneratorTests;

/// <summary>Bots that several tests use.</summary>
internal static class Sources
{
    /// <summary>The smallest bot that shows each kind of route.</summary>
    public const string EchoBot = """
        namespace EchoBot;

        [OnChannel("general")]
        internal sealed class General
        {
            public string Handle(Message message) => $"echo: {message.Text}";
        }

        [OnDm]
        internal sealed class Direct
        {
            public string Handle(Message message) => $"dm: {message.Text}";
        }

        [OnThread]
        internal sealed class Threads
        {
            public string Handle(Message message) => $"thread: {message.Text}";
        }

        [OnMention]
        internal sealed class Mentions
        {
            public string Handle(Message message) => $"mention: {message.Text}";
        }

        internal static class DiceCommand
        {
            [OnCommand("roll")]
            public static string Roll(Dice dice) => $"rolled {dice.Count}d{dice.Sides}";
        }

        internal readonly record struct Dice(int Count, int Sides) : IParsable<Dice>
        {
            public static Dice Parse(string s, IFormatProvider? provider) =>
                TryParse(s, provider, out Dice dice) ? dice : throw new FormatException();

            public static bool TryParse(string? s, IFormatProvider? provider, out Dice result)
            {
                string[] parts = (s ?? "").Split('d');
                result = default;
                if (parts.Length != 2 || !int.TryParse(parts[0], out int count) || !int.TryParse(parts[1], out int sides))
                {
                    return false;
                }

                result = new Dice(count, sides);
                return true;
            }
        }
        """;
}

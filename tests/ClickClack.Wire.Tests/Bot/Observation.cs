namespace ClickClack.Wire.Tests.Bot;

/// <summary>What happens beside messages, in #random.</summary>
[OnChannel("random")]
internal static class Observation
{
    [OnReaction("👋")]
    public static string Wave(Author who, Reaction reaction, Message message) => $"{who.Handle} waves at {message.Text} ({reaction.Count})";

    [OnReaction("👋", Removed = true)]
    public static string Stop(Author who) => $"{who.Handle} waves no more";

    [OnEvent]
    public static async Task Pinned(PinAdded pinned, IBot bot, CancellationToken cancellationToken) =>
        await bot.SendAsync($"pinned {pinned.MessageId}", Target.Parse("channel:random"), $"pinned-{pinned.Id}", cancellationToken);
}

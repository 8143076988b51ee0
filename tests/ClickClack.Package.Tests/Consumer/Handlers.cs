namespace Bot;

[OnChannel("general")]
internal sealed class General
{
    public string Handle(Message message) => $"channel: {message.Text}";
}

[OnDm]
internal sealed class Direct(TimeProvider time)
{
    public Task<Reply> HandleAsync(Message message, CancellationToken cancellationToken) =>
        Task.FromResult(Reply.Plain(time.GetUtcNow().Year > 2000 ? $"dm: {message.Text}" : "no time"));
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

internal enum Stage
{
    Test,
    Prod,
}

internal static class Commands
{
    /// <summary>Deploys.</summary>
    /// <param name="stage">Where to.</param>
    /// <param name="replicas">How many.</param>
    /// <param name="dryRun">Whether nothing is done.</param>
    /// <param name="reason">Why.</param>
    [OnCommand("deploy")]
    public static string Deploy(Stage stage, int replicas = 1, [Option("dry-run", 'n')] bool dryRun = false, [Rest] string? reason = null) =>
        $"command: {stage} {replicas} {dryRun} {reason}";

    [OnCommand("count")]
    public static async IAsyncEnumerable<string> Count()
    {
        for (int i = 1; i <= 3; i++)
        {
            await Task.Yield();
            yield return $"piece {i} ";
        }
    }

    [OnCommand("several")]
    public static IEnumerable<Reply> Several() => ["first", "second"];

    [OnCommand("fail")]
    public static string Fail() => throw new InvalidOperationException("as asked");

    [OnError]
    public static string Failed(InvalidOperationException error) => $"error: {error.GetType().Name}";

    [OnPattern(@"ticket (?<id>\d+)")]
    public static string Ticket(long id) => $"pattern: {id}";

    [OnReaction("🚀")]
    public static string Ship(Reaction reaction) => $"reaction: {reaction.Emoji}";

    [OnEvent]
    public static Task Edited(MessageEdited edited, IBot bot, CancellationToken cancellationToken) =>
        bot.SendAsync("event: edited", Rooms.Watched, idempotencyKey: edited.Id.Value, cancellationToken: cancellationToken);
}

internal static partial class Rooms
{
    [Target("channel:watched")]
    public static partial Target Watched { get; }
}

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

    /// <summary>A bot in which each attribute occurs, with its properties, in the shapes a bot author would write.</summary>
    public const string Everything = """
        using System.ComponentModel.DataAnnotations;
        using System.Text.RegularExpressions;
        [assembly: Account("service"), AllowFrom("@alice", "usr_1"), RequiresScope("messages:write")]

        namespace Company.Operations
        {
            internal enum Stage { Test, Production }

            /// <summary>Whether it is day.</summary>
            internal sealed class OfficeHours(TimeProvider time) : IMessageFilter
            {
                public ValueTask<FilterResult> CheckAsync(Message message, CancellationToken cancellationToken) =>
                    new(time.GetLocalNow().Hour < 17 ? FilterResult.Pass : FilterResult.Refuse($"to{"morrow"}"));
            }

            internal static partial class Rooms
            {
                [Target("channel:ops")] internal static partial Target Ops { get; }
                internal static readonly Regex Back = new("(?<who>.+?) is back", RegexOptions.NonBacktracking);
            }

            [OnChannel("ops"), OnChannel("{Config:Room}"), OnDm, OnGroupDm, Cooldown(0.5, Per.Channel, Messages = 2), AllowBots("@ci")]
            internal sealed class Deployments(TimeProvider time, IServiceProvider? services = null) : IAsyncDisposable
            {
                /// <summary>Deploys a <see cref="Stage"/>.</summary>
                /// <param name="stage">Where to.</param><param name="replicas">How many.</param><param name="dryRun">Not really.</param>
                /// <param name="reason">Why.</param><param name="other"/><param name="audit"/><param name="cancellationToken"/>
                [OnCommand("deploy", "d", Description = "Deploys"), UseFilter<OfficeHours>, RequireMention(false), Lane(By.User, LaneMode.Debounce, Seconds = 2.5)]
                public async Task<Reply?> DeployAsync(
                    Stage stage,
                    [Range(1, 9)] int replicas = 1,
                    [Option("dry-run", 'n')] bool dryRun = false,
                    [FromServices] TimeProvider? other = null,
                    [FromKeyedServices("audit")] IServiceProvider? audit = null,
                    CancellationToken cancellationToken = default,
                    [Rest, MaxLength(100)] string? reason = null)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
                    return services is null || dryRun ? null : Reply.InThread($"{stage} {replicas} {reason}").WithFile("a.txt", [1, 2]);
                }

                [OnCommand("deploy undo"), FollowEdits]
                public static IEnumerable<Reply> Undo(params UserRef[] users)
                {
                    foreach (UserRef user in users) { yield return user.Mention; }
                }

                [OnPattern(@"ticket (?<id>\d+)", Order = 1), OnThread]
                public async IAsyncEnumerable<string> Ticket(long id)
                {
                    await Task.Yield();
                    yield return id.ToString();
                }

                [OnPattern(typeof(Rooms), nameof(Rooms.Back))] public string Back(string who) => who;
                [OnReaction("🚀", Removed = true)] public string Ship(Reaction reaction, Author author) => author.Mention;
                [OnMention] public string Chat(Message message) => message.Text;
                [OnMessage] public void Other(Message message, IAgentProgress progress) => progress.Report("…");
                [OnEvent] public Task Edited(MessageEdited edited, IBot bot) => bot.SendAsync("edited", Rooms.Ops, idempotencyKey: edited.Id.Value);
                [OnError] public Reply Failed(TimeoutException error) => "late";
                public ValueTask DisposeAsync() => default;
            }

            [OnThread]
            internal sealed record Threads
            {
                public string Handle(Message message) => message switch { { Text.Length: > 3 } => "long", _ => "short" };
            }
        }
        """;
}

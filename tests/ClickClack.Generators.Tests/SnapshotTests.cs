namespace ClickClack.GeneratorTests;

public sealed class SnapshotTests
{
    [Fact]
    public void EchoBot() => Snapshot.Verify(Sources.EchoBot);

    [Fact]
    public void NoHandlers() => Snapshot.Verify("");

    [Fact]
    public void Deployments() => Snapshot.Verify("""
        namespace DeployBot;

        internal enum DeployEnvironment { Staging, Production }

        internal interface IDeployer
        {
            Task DeployAsync(DeployEnvironment environment, int replicas, CancellationToken cancellationToken);
        }

        [OnChannel("ops"), OnDm]
        internal sealed class Deployments(IDeployer deployer)
        {
            [OnCommand("deploy")]
            public async Task<Reply> Deploy(
                DeployEnvironment environment, int replicas = 1, bool? quiet = null, [Rest] string? reason = null, CancellationToken cancellationToken = default)
            {
                await deployer.DeployAsync(environment, replicas, cancellationToken);
                return Reply.InThread($"deployed {environment} {quiet} {reason}");
            }

            [OnCommand("status")]
            public static string Status([FromKeyedServices("audit")] TimeProvider time, Author author) => $"{author.Mention}: {time.GetUtcNow()}";

            [OnMention]
            public string? Mentioned(Message message) => null;

            [OnMessage, OnThread]
            public void Note(Message message, IAgentProgress progress)
            {
            }

            [OnError]
            public Reply Failed(TimeoutException error) => "that took too long";
        }

        internal static class Elsewhere
        {
            [OnCommand("status"), OnCommand("state")]
            public static ValueTask<string?> Status(string name, Uri? address = null) => new($"{name} {address}");
        }

        internal static class Errors
        {
            [OnError]
            public static string Failed(Exception error, Message message) => "that failed";
        }
        """);

    [Fact]
    public void Edits() => Snapshot.Verify("""
        namespace Bot.Edits;

        [FollowEdits]
        internal sealed class Sums
        {
            [OnCommand("sum")]
            public string Sum(params int[] numbers) => string.Join(" + ", numbers);

            [OnCommand("list open")]
            public void Open()
            {
            }

            [OnMessage]
            public void Other()
            {
            }
        }
        """);

    [Fact]
    public void Lanes() => Snapshot.Verify("""
        namespace Bot.Lanes;

        [OnDm, Lane(By.User, LaneMode.Latest)]
        internal sealed class Jobs
        {
            [OnCommand("cancel"), Lane(Priority = true)]
            public void Cancel()
            {
            }

            [OnCommand("find"), Lane(By.Thread, LaneMode.Debounce, Seconds = 2.5)]
            public void Find()
            {
            }

            [OnMessage]
            public void Other()
            {
            }
        }

        internal static class Elsewhere
        {
            [OnMention]
            public static void Mentioned()
            {
            }
        }
        """);

    [Fact]
    public void Arguments() => Snapshot.Verify("""
        using System.ComponentModel.DataAnnotations;

        namespace InviteBot;

        internal enum Role { Guest, Member, DeputyModerator }

        internal sealed class Invitations(TimeProvider time)
        {
            /// <summary>Invites people to a channel.</summary>
            /// <param name="channel">Where to.</param>
            /// <param name="role">As what.</param>
            /// <param name="stay">How long.</param>
            /// <param name="tags">What to call them.</param>
            /// <param name="quiet">Whether nobody is told.</param>
            /// <param name="users">Whom.</param>
            [OnCommand("invite")]
            public string Invite(
                ChannelRef channel,
                [Option("role", 'r')] Role role = Role.Guest,
                [Option("stay"), Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")] TimeSpan? stay = null,
                [Option("tag"), RegularExpression("[a-z]+")] string[]? tags = null,
                [Option("quiet", 'q')] bool quiet = false,
                [MinLength(1), MaxLength(5)] params UserRef[] users) =>
                $"{time.GetUtcNow()} {channel.Name} {role} {stay} {tags} {quiet} {users.Length}";

            [OnCommand("welcome", Description = "Says hello, at length")]
            public static async IAsyncEnumerable<string> Welcome(UserRef? user = null, [MaxLength(100), Rest] string? text = null)
            {
                await Task.Yield();
                yield return $"{user?.Mention} {text}";
            }
        }
        """);

    [Fact]
    public void Routing() => Snapshot.Verify("""
        using System.Text.RegularExpressions;

        namespace Bot;

        internal sealed class OfficeHours(TimeProvider time) : IMessageFilter, IDisposable
        {
            public ValueTask<FilterResult> CheckAsync(Message message, CancellationToken cancellationToken) =>
                new(time.GetLocalNow().Hour < 17 ? FilterResult.Pass : FilterResult.Refuse("tomorrow"));

            public void Dispose()
            {
            }
        }

        internal static partial class Expressions
        {
            [GeneratedRegex("(?<who>.+?) is back", RegexOptions.None, 100)]
            internal static partial Regex Back();
            internal static partial Regex Back() => new("(?<who>.+?) is back", RegexOptions.None, TimeSpan.FromMilliseconds(100));
        }

        [OnChannel("{Config:Ops:Room}"), OnGroupDm, AllowFrom("@alice", "usr_1"), Cooldown(0.5, Per.Channel, Messages = 2)]
        internal sealed class Deployments
        {
            [OnCommand("deploy", "d"), UseFilter<OfficeHours>, RequiresScope("pins:write")]
            public string Deploy(string stage) => stage;

            [OnCommand("deploy rollback"), Account("service")]
            public string Rollback(long id) => $"{id}";

            [OnCommand("order new")]
            public string Order(string item) => item;

            [OnPattern(@"ticket (?<id>\d+)(/(?<queue>\w+))?", Order = 1), RequireMention]
            public string Ticket(long id, string? queue = null) => $"{id} {queue}";

            [OnPattern(typeof(Expressions), nameof(Expressions.Back))]
            public string Back(string who) => who;
        }
        """);

    [Fact]
    public void Reactions() => Snapshot.Verify("""
        namespace Bot.Reactions;

        [OnChannel("ops")]
        internal sealed class Shipping(TimeProvider time)
        {
            [OnReaction("🚀", "🛳️")]
            public string Ship(Reaction reaction, Author author) => $"{time.GetUtcNow()} {author.Mention} ships {reaction.MessageId}";

            [OnReaction("🚀", Removed = true)]
            public Reply Stop(Reaction reaction) => Reply.InThread("stopped");

            [OnReaction("👀"), Lane(By.User, LaneMode.Latest)]
            public static void Look(Message message, Reaction reaction)
            {
            }
        }

        internal static class Elsewhere
        {
            [OnReaction, OnThread]
            public static string? Thanks(Message message) => null;
        }
        """);

    [Fact]
    public void Events() => Snapshot.Verify("""
        namespace Bot.Events;

        [OnDm]
        internal sealed class Direct(TimeProvider time)
        {
            public string Handle() => $"{time.GetUtcNow()}";

            [OnEvent]
            public async Task Edited(MessageEdited edited, IBot bot, CancellationToken cancellationToken) =>
                await bot.SendAsync("edited", idempotencyKey: edited.Id.Value, cancellationToken: cancellationToken);
        }

        internal static class Watch
        {
            [OnEvent]
            public static void Lost(ConnectionGap gap)
            {
            }

            [OnEvent]
            public static ValueTask Typing(TypingStarted typing) => default;
        }
        """);

    [Fact]
    public void Rooms() => Snapshot.Verify("""
        namespace Bot.Places;

        internal partial class Outer<T>
        {
            internal static partial class Rooms
            {
                /// <summary>Where operators are.</summary>
                [Target("channel:ops")] public static partial Target Ops { get; }
                [Target("cc:dm:@Bob")] internal static partial Target Bob { get; }
                [Target("thread:msg_1")] internal static partial Target Thread { get; }
            }
        }
        """);
}

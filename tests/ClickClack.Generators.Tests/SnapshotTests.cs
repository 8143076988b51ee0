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
            Task DeployAsync(DeployEnvironment environment, int replicas, CancellationToken cancellation);
        }

        [OnChannel("ops"), OnDm]
        internal sealed class Deployments(IDeployer deployer)
        {
            [OnCommand("deploy")]
            public async Task<Reply> Deploy(
                DeployEnvironment environment, int replicas = 1, bool? quiet = null, [Rest] string? reason = null, CancellationToken cancellation = default)
            {
                await deployer.DeployAsync(environment, replicas, cancellation);
                return Reply.InThread($"deployed {environment} {quiet} {reason}");
            }

            [OnCommand("status")]
            public static string Status([FromKeyedServices("audit")] TimeProvider time, Author author) => $"{author.Mention}: {time.GetUtcNow()}";

            [OnMention]
            public string? Mentioned(Message message) => null;

            [OnMessage, OnThread]
            public void Note(Message message)
            {
            }
        }

        internal static class Elsewhere
        {
            [OnCommand("status"), OnCommand("state")]
            public static ValueTask<string?> Status(string name, Uri? address = null) => new($"{name} {address}");
        }
        """);

    [Fact]
    public void Routing() => Snapshot.Verify("""
        using System.Text.RegularExpressions;

        namespace Bot;

        internal sealed class OfficeHours(TimeProvider time) : IMessageFilter, IDisposable
        {
            public ValueTask<FilterResult> CheckAsync(Message message, CancellationToken cancellation) =>
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

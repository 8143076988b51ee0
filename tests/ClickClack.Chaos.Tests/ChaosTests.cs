using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ClickClack.Chaos.Tests.Judgement;
using ClickClack.Chaos.Tests.Talk;
using ClickClack.Chaos.Tests.Trouble;
using ClickClack.Chaos.Tests.World;

namespace ClickClack.Chaos.Tests;

/// <summary>Whatever is killed, cut, lost, late, twice or in the wrong order: every message is answered exactly once.</summary>
public sealed class ChaosTests
{
    private const int Talkers = 4;

    /// <summary>The bot waits up to half a minute between two attempts, and notices a silent connection after a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Every_message_is_answered_once_whole_and_in_order()
    {
        Say($"seed {ChaosPlan.Seed}: {ChaosPlan.SeedVariable}={ChaosPlan.Seed}, {ChaosPlan.Length.TotalMinutes:0.#} minutes");
        await using Scene scene = await Scene.SetAsync();
        using Crowd crowd = await Crowd.GatherAsync(scene);
        using var faults = new ServerFaults(scene);
        IReadOnlyList<ChatMessage> messages = [];
        var report = new StringBuilder();
        try
        {
            scene.Bot.Start();
            await scene.UntilAsync(() => scene.Bot.Program.Output.Any(line => line.Contains("live: @", StringComparison.Ordinal)), "the bot is live");
            await HappenAsync(scene, crowd, faults);

            long calm = Stopwatch.GetTimestamp();
            (Verdict verdict, Judge judge, messages) = await DrainAsync(scene, crowd, faults);
            TimeSpan drained = Stopwatch.GetElapsedTime(calm);

            if (verdict.IsGood)
            {
                // Once more from what is on disk: nothing comes back to life.
                await scene.Bot.KillAsync();
                scene.Bot.Start();
                (verdict, judge, messages) = await DrainAsync(scene, crowd, faults);
            }

            if (verdict.IsGood)
            {
                Assert.Equal(0, await scene.Bot.StopAsync());
                Assert.DoesNotContain(scene.Bot.Program.Output, line => line.Contains("are left for the next run", StringComparison.Ordinal));
            }

            Describe(report, scene, crowd, judge, messages, drained, verdict);
            Say(report.ToString());
            Assert.True(verdict.IsGood, verdict.ToString());
        }
        catch (Exception error)
        {
            string kept = await Evidence.KeepAsync(scene, crowd, messages, $"{report}\n{error}");
            throw new InvalidOperationException($"seed {ChaosPlan.Seed}; everything is in {kept}: {error.Message}", error);
        }
    }

    /// <summary>People talk, and everything goes wrong.</summary>
    private static async Task HappenAsync(Scene scene, Crowd crowd, ServerFaults faults)
    {
        var mischief = new Mischief(scene, faults);
        using var end = new CancellationTokenSource(ChaosPlan.Length);
        List<Task> all =
        [
            .. Enumerable.Range(0, Talkers).Select(n => crowd.TalkAsync(ChaosPlan.Random(n), end.Token)),
            mischief.KillBotsAsync(ChaosPlan.Random(100), end.Token),
            mischief.BreakNetworkAsync(ChaosPlan.Random(101), end.Token),
        ];
        if (scene.Server is { } server)
        {
            all.Add(Mischief.KillServersAsync(server, ChaosPlan.Random(102), end.Token));
            all.Add(mischief.BreakServerAsync(ChaosPlan.Random(103), end.Token));
        }

        while (all.Count > 0)
        {
            // The first that fails ends it all.
            Task one = await Task.WhenAny(all);
            all.Remove(one);
            if (!one.IsCompletedSuccessfully)
            {
                await end.CancelAsync();
                await Task.WhenAll(all).ContinueWith(static _ => { }, TaskScheduler.Default);
            }

            await one;
        }

        await mischief.EndAsync();
    }

    /// <summary>Waits until nothing is missing, and looks what is wrong.</summary>
    private static async Task<(Verdict Verdict, Judge Judge, IReadOnlyList<ChatMessage> Messages)> DrainAsync(Scene scene, Crowd crowd, ServerFaults faults)
    {
        long begin = Stopwatch.GetTimestamp();
        while (true)
        {
            TimeSpan left = Patience - Stopwatch.GetElapsedTime(begin);
            bool isLate = left < TimeSpan.Zero;
            if (!isLate)
            {
                await scene.UntilAsync(() => Pulse.IsIdle(scene.Bot.Program.Output), "the bot has nothing left to do", left);
            }

            IReadOnlyList<ChatMessage> messages = await crowd.ReadAllAsync();
            var judge = new Judge(scene.BotId, crowd.Elsewhere.Id, faults.Reversals);
            Verdict verdict = judge.JudgeAll(crowd.Triggers, messages, await DeadLettersAsync(scene));
            if (verdict.Missing.Count == 0 || verdict.Wrong.Count > 0 || isLate)
            {
                return (verdict, judge, messages);
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<IReadOnlyList<string>> DeadLettersAsync(Scene scene)
    {
        var letters = new List<string>();
        foreach (string file in Directory.EnumerateFiles(scene.StateDirectory, "dead-letters.jsonl", SearchOption.AllDirectories))
        {
            letters.AddRange((await File.ReadAllLinesAsync(file)).Where(line => line.Length > 0).Select(static line => TriggerOf(line["01234567 ".Length..])));
        }

        return letters;

        // A line that a death cut off stays so, and its message is listed again.
        static string TriggerOf(string line)
        {
            try
            {
                return (string?)JsonNode.Parse(line)!["trigger"] ?? line;
            }
            catch (System.Text.Json.JsonException)
            {
                return line;
            }
        }
    }

    private static void Describe(
        StringBuilder report, Scene scene, Crowd crowd, Judge judge, IReadOnlyList<ChatMessage> messages, TimeSpan drained, Verdict verdict)
    {
        IReadOnlyList<Trigger> triggers = crowd.Triggers;
        Line($"seed             {ChaosPlan.Seed}");
        Line($"messages         {triggers.Count}: {string.Join(", ", triggers.GroupBy(trigger => trigger.What).Select(some => $"{some.Count()} {some.Key}"))}");
        Line($"                 {triggers.Count(trigger => trigger.Message.Root is not null)} in threads, {triggers.Count(trigger => trigger.IsDeleted)} deleted, {crowd.Edits} edits, {crowd.Reactions} reactions");
        Line($"answers          {messages.Count(message => message.Author == scene.BotId)}");
        Line($"kills            {scene.Bot.Kills} of the bot, {scene.Server?.Kills ?? 0} of the server");
        foreach ((string what, int count) in scene.Diary.Counts.Where(one => one.Key.Contains(':', StringComparison.Ordinal)))
        {
            Line($"                 {count,4} {what}");
        }

        Line($"requests         {scene.Network.Requests.Count} of the bot, over {scene.Network.AcceptedConnections} connections");
        Line($"posts            {scene.Network.CountAnswers("POST /api/", 201)} that wrote, {scene.Network.CountAnswers("POST /api/", 200)} that the server knew by their nonce, {scene.Network.CountAnswers("GET /api/messages/by-nonce", 200)} that were looked up by it");
        Line($"replies          {judge.Reordered} answered in the wrong order in which the server announced them");
        Line($"                 {judge.CutShort} cut short because what they answer was deleted");
        Line($"drained          {drained.TotalSeconds:0.0} s after everything was well again");
        Line($"verdict          {verdict}");

        void Line(FormattableString line) => report.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static void Say(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}

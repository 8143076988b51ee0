using System.Diagnostics;
using System.Globalization;
using ClickClack.Chaos.Tests.Judgement;
using ClickClack.Chaos.Tests.Talk;
using ClickClack.Chaos.Tests.World;

namespace ClickClack.Chaos.Tests;

/// <summary>A bot that is spoken to steadily, for as long as is wished: what it takes, and whether that grows. A report, no verdict.</summary>
public sealed class SoakTests
{
    private const int Posters = 16;

    /// <summary>What is warming up, of all there is.</summary>
    private const double WarmUp = 0.25;

    private const double Tolerance = 1.1;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact(Explicit = true)]
    public async Task What_a_bot_takes_does_not_grow_with_what_it_answers()
    {
        await using Scene scene = await Scene.SetAsync(isDirect: true);
        using Crowd crowd = await Crowd.GatherAsync(scene);
        scene.Bot.Start();
        await scene.UntilAsync(() => scene.Bot.Program.Output.Any(line => line.Contains("live: @", StringComparison.Ordinal)), "the bot is live");

        long begin = Stopwatch.GetTimestamp();
        int[] posted = await Task.WhenAll(Enumerable.Range(0, Posters).Select(n => PostAsync(crowd, n, begin)));
        TimeSpan length = Stopwatch.GetElapsedTime(begin);
        int pulsesWhilePosting = Pulse.All(scene.Bot.Program.Output).Count;
        await scene.UntilAsync(() => Pulse.IsIdle(scene.Bot.Program.Output), "the bot has nothing left to do", Patience);
        TimeSpan drained = Stopwatch.GetElapsedTime(begin) - length;

        IReadOnlyList<Pulse> pulses = [.. Pulse.All(scene.Bot.Program.Output).Take(pulsesWhilePosting)];
        IReadOnlyList<ChatMessage> messages = await crowd.ReadAllAsync();
        int answers = messages.Count(message => message.Author == scene.BotId && BotAnswer.Read(message) is not null);
        Say($"posted     {posted.Sum()} messages in {length.TotalMinutes:0.0} min: {posted.Sum() / length.TotalSeconds:0} a second of the {ChaosPlan.Rate:0} wished");
        Say($"answered   {answers}; the last {drained.TotalSeconds:0.0} s after the last message; at most {pulses.Max(pulse => pulse.Unfinished)} unfinished");
        Describe("memory", "MiB", pulses, pulse => pulse.WorkingSet / 1048576d, slack: 10);
        Describe("heap", "MiB", pulses, pulse => pulse.Heap / 1048576d, slack: 10);
        Describe("threads", "", pulses, pulse => pulse.Threads, slack: 5);
        Describe("handles", "", pulses, pulse => pulse.Handles, slack: 10);
        Assert.Equal(posted.Sum(), answers);
    }

    private static async Task<int> PostAsync(Crowd crowd, int poster, long begin)
    {
        Place[] channels = [.. crowd.Places.Where(place => place.Kind == PlaceKind.Channel)];
        int posted = 0;
        while (Stopwatch.GetElapsedTime(begin) is var elapsed && elapsed < ChaosPlan.Length)
        {
            TimeSpan due = TimeSpan.FromSeconds(posted * Posters / ChaosPlan.Rate);
            if (due > elapsed)
            {
                await Task.Delay(due - elapsed);
                continue;
            }

            int number = (posted * Posters) + poster;
            Person person = crowd.People[poster % crowd.People.Count];
            await person.PostAsync(channels[number % channels.Length].Path, $"message {number}", $"{crowd.Elsewhere.Id}-{number}");
            posted++;
        }

        return posted;
    }

    /// <summary>Says how something was at the beginning and at the end of what followed the warm-up.</summary>
    private static void Describe(string what, string unit, IReadOnlyList<Pulse> pulses, Func<Pulse, double> value, double slack)
    {
        double[] values = [.. pulses.Skip((int)(pulses.Count * WarmUp)).Select(value)];
        int third = Math.Max(values.Length / 3, 1);
        double early = values.Take(third).Average();
        double late = values.TakeLast(third).Average();
        string judgement = late <= (early * Tolerance) + slack ? "flat" : "GROWS";
        Say($"{what,-10} {early:0.0} {unit} early, {late:0.0} {unit} late, at most {values.Max():0.0} {unit}: {judgement}");
    }

    private static void Say(FormattableString text) => TestContext.Current.TestOutputHelper?.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

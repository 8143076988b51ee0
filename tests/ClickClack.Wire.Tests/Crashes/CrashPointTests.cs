namespace ClickClack.Wire.Tests.Crashes;

/// <summary>
/// For each way to answer, the process dies at every moment there is, once; then it is started again. Whatever the moment, people see the
/// same.
/// </summary>
public sealed class CrashPointTests
{
    /// <summary>A bot may upload so many files in its life only.</summary>
    private const int PointsPerServer = 20;

    [Fact]
    public Task Rule04_a_single_answer() => SameAtEveryPointAsync("one", outcome => Whole("one", Assert.Single(outcome.Texts)));

    [Fact]
    public Task Rule04_an_answer_in_a_thread() => SameAtEveryPointAsync("aside", outcome =>
    {
        Whole("aside", Assert.Single(outcome.Replies));
        Assert.Empty(outcome.Answers);
    });

    [Fact]
    public Task Rule04_several_answers_are_of_one_run_and_in_order() => SameAtEveryPointAsync("parts", outcome =>
    {
        string run = outcome.Texts[0].Split(' ')[1];
        Assert.Equal(Enumerable.Range(1, 3).Select(n => $"parts {run} {n}/3"), outcome.Texts);
    });

    [Fact]
    public Task Rule08_the_parts_of_a_long_text_are_of_one_run_and_in_order() => SameAtEveryPointAsync("long", outcome =>
    {
        Assert.Equal(2, outcome.Answers.Count);
        string[] paragraphs = [.. outcome.Texts.SelectMany(text => text.Split("\n\n"))];
        Assert.Equal(8, paragraphs.Length);
        Assert.Single(paragraphs.Distinct());
    });

    [Fact]
    public Task Rule05_a_text_that_grows() => SameAtEveryPointAsync("grow", outcome =>
    {
        string[] words = Assert.Single(outcome.Texts).Split(' ');
        Assert.Equal(["grow", words[1], words[1], words[1], words[1], "end"], words);
    });

    [Fact]
    public Task Rule06_an_answer_with_a_file() => SameAtEveryPointAsync("file", outcome =>
        Assert.Equal(Assert.Single(outcome.Texts), "file " + Assert.Single(outcome.Files)));

    [Fact]
    public Task Rule06_an_answer_to_a_new_group() => SameAtEveryPointAsync("group", outcome =>
    {
        Whole("group", Assert.Single(Assert.Single(outcome.Groups)));
        Assert.Empty(outcome.Answers);
    });

    [Fact]
    public Task Rule02_sends_elsewhere_and_an_answer() => SameAtEveryPointAsync("send", outcome =>
    {
        Assert.Equal(["sent 1/2", "sent 2/2"], outcome.Elsewhere);
        Whole("send", Assert.Single(outcome.Texts));
    });

    [Fact]
    public Task Rule17_what_is_given_up() => SameAtEveryPointAsync("doomed", outcome =>
    {
        Assert.Equal("InvalidOperationException: never", Assert.Single(outcome.DeadLetters));
        Assert.Empty(outcome.Answers);
    });

    private static void Whole(string what, string text) => Assert.Matches($"^{what} [0-9a-f]{{12}}$", text);

    private static async Task SameAtEveryPointAsync(string command, Action<Outcome> judge)
    {
        IReadOnlyList<CrashPoint> points;
        await using (CrashScene scene = await CrashScene.StartAsync())
        {
            Outcome undisturbed = await scene.RunAsync(command, end: null);
            Judge(undisturbed, null);
            points = undisturbed.Life.Points;
        }

        int deaths = 0;
        foreach (CrashPoint[] some in points.Chunk(PointsPerServer))
        {
            await using CrashScene scene = await CrashScene.StartAsync();
            foreach (CrashPoint point in some)
            {
                Outcome outcome = await scene.RunAsync(command, point);
                Judge(outcome, point);
                deaths += outcome.Life.IsDead ? 1 : 0;
            }
        }

        // What is saved by the clock does not come as often every time.
        TestContext.Current.SendDiagnosticMessage($"{command}: {deaths} deaths at {points.Count} points");
        Assert.InRange(deaths, points.Count / 2, points.Count);

        void Judge(Outcome outcome, CrashPoint? point)
        {
            try
            {
                judge(outcome);
                Assert.All(outcome.Answers, answer => Assert.Contains(answer.QuotedMessageId, (string?[])[null, outcome.Asked.Id]));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"the process died {point?.ToString() ?? "never"}: {error.Message}\n{outcome}", error);
            }
        }
    }
}

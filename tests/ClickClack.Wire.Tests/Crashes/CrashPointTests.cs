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

    [Fact]
    public Task Rule17_the_last_word_on_what_is_given_up() => SameAtEveryPointAsync("failing", outcome =>
    {
        Assert.Single(outcome.DeadLetters);
        Assert.InRange(outcome.Texts.Count, outcome.Life.IsDead ? 0 : 1, 1);
        Assert.All(outcome.Texts, text => Assert.Equal("sorry: never", text));
    });

    [Fact]
    public Task Rule01_the_answer_to_a_reaction() => SameAtEveryPointAsync(
        "one",
        outcome =>
        {
            string run = outcome.Texts[1].Split(' ')[1];
            Assert.Equal(Enumerable.Range(1, 2).Select(n => $"reacted {run} {n}/2"), outcome.Texts.Skip(1));
        },
        static (scene, asked) => scene.ReactAsync(asked, "🧭"));

    [Fact]
    public Task Rule01_what_an_observer_sends() => SameAtEveryPointAsync(
        "one", outcome => Assert.Equal([$"pinned {outcome.Asked.Id}"], outcome.Elsewhere), static (scene, asked) => scene.PinAsync(asked));

    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "b c d")]
    [InlineData("a b c", "d")]
    [InlineData("a b", "")]
    public Task Rule07_an_edit(string before, string after) => SameAtEveryPointAsync(
        "words " + before,
        outcome => WordsOfOneRun(after, outcome),
        (scene, asked) => scene.EditAsync(asked, "/words " + after));

    [Fact]
    public Task Rule07_an_edit_of_what_nobody_had_answered() => SameAtEveryPointAsync(
        "wrods a", outcome => WordsOfOneRun("b c", outcome), static (scene, asked) => scene.EditAsync(asked, "/words b c"));

    [Fact]
    public Task Rule07_two_edits_at_once() => SameAtEveryPointAsync(
        "words a b",
        outcome => WordsOfOneRun("f g", outcome),
        static async (scene, asked) =>
        {
            await scene.EditAsync(asked, "/words c d e");
            await scene.EditAsync(asked, "/words f g");
        },
        least: 4);

    [Fact]
    public Task Rule07_an_edit_of_a_text_that_grew() => SameAtEveryPointAsync(
        "slowly a", outcome => WordsOfOneRun("b", outcome), static (scene, asked) => scene.EditAsync(asked, "/slowly b"));

    [Fact]
    public Task Rule07_an_edit_of_an_answer_with_a_file() => SameAtEveryPointAsync(
        "note a",
        outcome =>
        {
            WordsOfOneRun("b", outcome);
            Assert.Equal(["b"], outcome.Files);
        },
        static (scene, asked) => scene.EditAsync(asked, "/note b"));

    [Fact]
    public Task Rule07_an_edit_of_what_failed() => SameAtEveryPointAsync(
        "fickle", outcome => Assert.Equal(["b"], outcome.Texts), static (scene, asked) => scene.EditAsync(asked, "/fickle b"));

    [Fact]
    public Task Rule07_an_edit_that_fails() => SameAtEveryPointAsync(
        "fickle a",
        outcome =>
        {
            Assert.Equal("a", outcome.Texts[0]);
            Assert.All(outcome.Texts.Skip(1), text => Assert.Equal("sorry: nothing", text));
            Assert.InRange(outcome.Texts.Count, outcome.Life.IsDead ? 1 : 2, 2);
        },
        static (scene, asked) => scene.EditAsync(asked, "/fickle"));

    [Theory]
    [InlineData("words a b")]
    [InlineData("fickle")]
    [InlineData("note a")]
    public Task Rule07_a_deletion(string command) => SameAtEveryPointAsync(
        command, outcome => Assert.Empty(outcome.Texts), static (scene, asked) => scene.DeleteAsync(asked));

    private static void WordsOfOneRun(string words, Outcome outcome)
    {
        Assert.Equal(words, string.Join(' ', outcome.Texts.Select(text => text.Split(' ')[0])));
        Assert.True(outcome.Texts.Select(text => text.Split(' ')[1]).Distinct().Count() <= 1, "a mixture");
        Assert.Empty(outcome.DeadLetters);
    }

    private static void Whole(string what, string text) => Assert.Matches($"^{what} [0-9a-f]{{12}}$", text);

    /// <param name="command">What is asked.</param>
    /// <param name="judge">Judges what people see in the end.</param>
    /// <param name="then">What happens after the answer; null for nothing.</param>
    /// <param name="least">Which part of the points is met at least: what happens side by side does not go the same way every time.</param>
    private static async Task SameAtEveryPointAsync(
        string command, Action<Outcome> judge, Func<CrashScene, LocalMessage, Task>? then = null, int least = 2)
    {
        IReadOnlyList<CrashPoint> points;
        await using (CrashScene scene = await CrashScene.StartAsync())
        {
            Outcome undisturbed = await scene.RunAsync(command, end: null, then);
            Judge(undisturbed, null);
            points = undisturbed.Life.Points;
        }

        int deaths = 0;
        foreach (CrashPoint[] some in points.Chunk(PointsPerServer))
        {
            await using CrashScene scene = await CrashScene.StartAsync();
            foreach (CrashPoint point in some)
            {
                Outcome outcome = await scene.RunAsync(command, point, then);
                Judge(outcome, point);
                deaths += outcome.Life.IsDead ? 1 : 0;
            }
        }

        // What is saved by the clock does not come as often every time.
        TestContext.Current.SendDiagnosticMessage($"{command}: {deaths} deaths at {points.Count} points");
        Assert.InRange(deaths, points.Count / least, points.Count);

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

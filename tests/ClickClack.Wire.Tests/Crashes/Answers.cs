using System.Runtime.CompilerServices;
using System.Text;

namespace ClickClack.Wire.Tests.Crashes;

/// <summary>One command for each way to answer. Each run of a handler says something else, so that a mixture of two can be seen.</summary>
internal static class Answers
{
    [OnCommand("one")]
    public static string One() => "one " + Run();

    [OnCommand("aside")]
    public static Reply Aside() => Reply.InThread("aside " + Run());

    [OnCommand("parts")]
    public static IEnumerable<Reply> Several()
    {
        string run = Run();
        return Enumerable.Range(1, 3).Select(n => Reply.InPlace($"parts {run} {n}/3"));
    }

    [OnCommand("long")]
    public static string Long()
    {
        string run = Run();
        return string.Join("\n\n", Enumerable.Repeat($"long {run} " + new string('x', 200_000), 8));
    }

    [OnCommand("grow")]
    public static async IAsyncEnumerable<string> GrowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string run = Run();
        yield return "grow " + run;
        for (int n = 0; n < 3; n++)
        {
            await Task.Delay(60, cancellationToken);
            yield return $" {run}";
        }

        yield return " end";
    }

    [OnCommand("file")]
    public static Reply File()
    {
        string run = Run();
        return Reply.InPlace("file " + run).WithFile("run.txt", Encoding.UTF8.GetBytes(run), "text/plain");
    }

    [OnCommand("group")]
    public static Reply Group(People? people = null) => Reply.To(Target.Group([.. people?.Ids ?? []]), "group " + Run());

    [OnCommand("send")]
    public static async Task<string> SendAsync(IBot bot, CancellationToken cancellationToken)
    {
        // What is sent repeats itself from run to run, as sends should.
        await bot.SendAsync("sent 1/2", Target.Parse("channel:random"), cancellationToken: cancellationToken);
        await bot.SendAsync("sent 2/2", Target.Parse("channel:random"), cancellationToken: cancellationToken);
        return "send " + Run();
    }

    [OnCommand("doomed")]
    public static string Doomed() => throw new InvalidOperationException("never");

    [OnReaction("🧭")]
    public static IEnumerable<Reply> Reacted()
    {
        string run = Run();
        return Enumerable.Range(1, 2).Select(n => Reply.InPlace($"reacted {run} {n}/2"));
    }

    /// <summary>A reply for each word; none for none.</summary>
    [OnCommand("words"), FollowEdits]
    public static IEnumerable<string> Words(params string[] words)
    {
        string run = Run();
        return words.Select(word => $"{word} {run}");
    }

    /// <summary>A text that grows.</summary>
    [OnCommand("slowly"), FollowEdits]
    public static async IAsyncEnumerable<string> SlowlyAsync(string word, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string run = Run();
        yield return word;
        await Task.Delay(20, cancellationToken);
        yield return " " + run;
    }

    /// <summary>A file with what it is given.</summary>
    [OnCommand("note"), FollowEdits]
    public static Reply Note(string text) => Reply.InPlace($"{text} {Run()}").WithFile("note.txt", Encoding.UTF8.GetBytes(text), "text/plain");

    private static string Run() => Guid.NewGuid().ToString("n")[..12];

    /// <summary>Who is asked into groups.</summary>
    internal sealed record People(IReadOnlyList<UserId> Ids);
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ChaosBot;

/// <summary>Answers that take several writes.</summary>
internal sealed class Answers
{
    private const int Pieces = 6;
    private const int Parts = 3;
    private const int LongestPauseMilliseconds = 400;

    /// <summary>A text that grows, for longer than the second after which it is shown.</summary>
    [OnCommand("stream")]
    public static async IAsyncEnumerable<string> StreamAsync(
        int number, [EnumeratorCancellation] CancellationToken cancellationToken, [Rest] string? rest = null)
    {
        string run = Run.Name();
        yield return $"stream {number.ToString(CultureInfo.InvariantCulture)} {run}";
        for (int n = 0; n < Pieces; n++)
        {
            await Task.Delay(Random.Shared.Next(LongestPauseMilliseconds), cancellationToken);
            yield return $" {run}";
        }

        yield return " end";
    }

    /// <summary>Three messages.</summary>
    [OnCommand("parts")]
    public static IEnumerable<Reply> Several(int number, [Rest] string? rest = null)
    {
        string text = Run.Text("parts", number);
        return Enumerable.Range(1, Parts).Select(n => Reply.InPlace($"{text} {n}/{Parts}"));
    }

    /// <summary>A message with a file, which is called as the run.</summary>
    [OnCommand("file")]
    public static Reply File(int number, [Rest] string? rest = null)
    {
        string text = Run.Text("file", number);
        return Reply.InPlace(text).WithFile($"{text[^12..]}.txt", Encoding.UTF8.GetBytes(text), "text/plain");
    }

    /// <summary>Sends two messages elsewhere, then answers. What is sent repeats itself from run to run, as sends should.</summary>
    [OnCommand("send")]
    public static async Task<string> SendAsync(int number, IBot bot, CancellationToken cancellationToken, [Rest] string? rest = null)
    {
        string text = $"sent {number.ToString(CultureInfo.InvariantCulture)} 000000000000";
        await bot.SendAsync($"{text} 1/2", Run.Elsewhere, cancellationToken: cancellationToken);
        await Task.Delay(Random.Shared.Next(LongestPauseMilliseconds), cancellationToken);
        await bot.SendAsync($"{text} 2/2", Run.Elsewhere, cancellationToken: cancellationToken);
        return Run.Text("send", number);
    }
}

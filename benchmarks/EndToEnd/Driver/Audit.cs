using System.Diagnostics;

namespace ClickClack.EndToEnd.Driver;

/// <summary>What became of the messages: read from the channels afterwards, so that nothing a socket did counts.</summary>
/// <param name="Answered">Messages with an answer.</param>
/// <param name="Lost">Messages without.</param>
/// <param name="Doubled">Answers beyond the first to a message.</param>
/// <param name="OutOfOrder">Answers to a message that stands before one already answered, within a channel.</param>
/// <param name="Latencies">From the sending of each post to the sight of its answer, in milliseconds, shortest first.</param>
internal sealed record Audit(int Answered, int Lost, int Doubled, int OutOfOrder, double[] Latencies)
{
    public static async Task<Audit> OfAsync(ServerProcess server, IEnumerable<string> channels, string bot, Posters posters, Watcher watcher)
    {
        var answers = new Dictionary<string, int>();
        var outOfOrder = 0;
        var latencies = new List<double>();
        foreach (var channel in channels)
        {
            var messages = await server.ReadAsync(channel);
            var numbers = messages.ToDictionary(message => message.Id, message => message.ChannelSeq!.Value);
            long highest = 0;
            foreach (var answer in messages.Where(message => message.AuthorId == bot && message.QuotedMessageId is not null))
            {
                var quoted = answer.QuotedMessageId!;
                answers[quoted] = answers.GetValueOrDefault(quoted) + 1;
                outOfOrder += numbers[quoted] < highest ? 1 : 0;
                highest = Math.Max(highest, numbers[quoted]);
                if (watcher.Seen.TryGetValue(answer.Id, out var seen) && posters.Sent.TryGetValue(quoted, out var sent))
                {
                    latencies.Add(Stopwatch.GetElapsedTime(sent, seen).TotalMilliseconds);
                }
            }
        }
        latencies.Sort();
        var answered = posters.Sent.Keys.Count(answers.ContainsKey);
        return new(answered, posters.Sent.Count - answered, answers.Values.Sum(count => count - 1), outOfOrder, [.. latencies]);
    }

    public double Percentile(double part) =>
        Latencies.Length == 0 ? double.NaN : Latencies[Math.Min(Latencies.Length - 1, (int)(Latencies.Length * part))];
}

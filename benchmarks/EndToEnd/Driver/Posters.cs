using System.Collections.Concurrent;
using System.Diagnostics;

namespace ClickClack.EndToEnd.Driver;

/// <summary>People who talk.</summary>
internal sealed class Posters(ServerProcess server)
{
    private const int Count = 8;

    /// <summary>When each message was sent, as a timestamp.</summary>
    public ConcurrentDictionary<string, long> Sent { get; } = new();

    /// <summary>Posts at a steady pace, whether or not what was posted before has arrived.</summary>
    public async Task PaceAsync(string channel, int messages, double perSecond)
    {
        var start = Stopwatch.GetTimestamp();
        var posts = new List<Task>(messages);
        for (var i = 0; i < messages; i++)
        {
            var wait = TimeSpan.FromSeconds(i / perSecond) - Stopwatch.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }
            posts.Add(SayAsync(i, channel));
        }
        await Task.WhenAll(posts);
    }

    /// <summary>Posts as fast as eight people can, each waiting for the answer to the last post.</summary>
    public Task BurstAsync(IReadOnlyList<string> channels, int messages) => Task.WhenAll(Enumerable.Range(0, Count).Select(async poster =>
    {
        for (var i = poster; i < messages; i += Count)
        {
            await SayAsync(i, channels[i % channels.Count]);
        }
    }));

    private async Task SayAsync(int number, string channel)
    {
        var at = Stopwatch.GetTimestamp();
        Sent[await ServerProcess.SayAsync(server.People[number % server.People.Count], channel, $"message {number} of a person")] = at;
    }
}

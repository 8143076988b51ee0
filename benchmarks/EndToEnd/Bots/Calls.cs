using System.Diagnostics;
using System.Net.Http.Json;
using ClickClack.Client;

namespace ClickClack.EndToEnd.Bots;

/// <summary>How long calls took of one kind, so many at once.</summary>
internal sealed record CallTimes(string What, double PerSecond, double CpuSecondsPer1000, double AllocatedBytesPerCall);

/// <summary>The two calls of an echo: get a message, post a quoted answer.</summary>
internal sealed class Calls(Func<string, Task> get, Func<string, NewMessage, Task> post)
{
    private const int WarmUp = 300;

    /// <summary>With an HTTP client.</summary>
    public static Calls Raw(BotSettings settings)
    {
        var http = RawBot.Client(settings);
        return new(
            async message => await http.GetFromJsonAsync(new Uri("/api/messages/" + message, UriKind.Relative), WireJson.Default.MessageAnswer),
            async (channel, message) =>
            {
                using var content = JsonContent.Create(message, WireJson.Default.NewMessage);
                using var response = await http.PostAsync(new Uri($"/api/channels/{channel}/messages", UriKind.Relative), content);
                response.EnsureSuccessStatusCode();
                await response.Content.ReadFromJsonAsync(WireJson.Default.MessageAnswer);
            });
    }

    /// <summary>With the framework's client.</summary>
    public static Calls Framework(BotSettings settings)
    {
        var client = new ClickClackClient(new ClickClackClientOptions { BaseUrl = settings.BaseUrl, Token = settings.Token });
        return new(
            message => client.GetMessageAsync(new MessageId(message)),
            (channel, message) => client.CreateMessageAsync(
                new ChannelId(channel),
                new Client.NewMessage(message.Body)
                {
                    Nonce = message.Nonce,
                    QuotedMessageId = message.QuotedMessageId is { } quoted ? new MessageId(quoted) : null,
                }));
    }

    public async Task<CallTimes[]> MeasureAsync(string channel, string message, int count)
    {
        await RunAsync("", WarmUp, 8, () => get(message));
        await RunAsync("", WarmUp, 8, Post);
        return
        [
            await RunAsync("GET message, 1 at once", count, 1, () => get(message)),
            await RunAsync("GET message, 8 at once", count, 8, () => get(message)),
            await RunAsync("quoted POST, 1 at once", count, 1, Post),
            await RunAsync("quoted POST, 8 at once", count, 8, Post),
        ];

        Task Post() => post(channel, new("echo: hello", "echo:" + Guid.NewGuid().ToString("N"), message));
    }

    private static async Task<CallTimes> RunAsync(string what, int count, int ways, Func<Task> call)
    {
        var (cpu, allocated, start) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, ways).Select(async way =>
        {
            for (var i = way; i < count; i += ways)
            {
                await call();
            }
        }));
        return new(
            what,
            count / Stopwatch.GetElapsedTime(start).TotalSeconds,
            (Environment.CpuUsage.TotalTime - cpu).TotalSeconds * 1000 / count,
            (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / count);
    }
}

using System.Diagnostics;
using System.Linq.Expressions;
using System.Net.Http.Json;
using System.Reflection;

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

    /// <summary>
    /// With the framework's client. A bot author has no client of his own yet, so it is reached from behind: compiled lambdas see internal
    /// types, and cost no more than a call.
    /// </summary>
    public static Calls Framework(BotSettings settings)
    {
        var framework = typeof(ClickClackOptions).Assembly;
        var clientType = framework.GetType("ClickClack.Client.ClickClackClient", throwOnError: true)!;
        var requestType = framework.GetType("ClickClack.Protocol.CreateMessageRequest", throwOnError: true)!;
        var errorType = framework.GetType("ClickClack.Client.ApiException", throwOnError: true)!;
        var unavailable = Expression.Lambda(
            typeof(Action<>).MakeGenericType(errorType),
            Expression.Throw(Expression.New(typeof(InvalidOperationException))),
            Expression.Parameter(errorType)).Compile();
        var client = Expression.Constant(
            Activator.CreateInstance(clientType, settings.BaseUrl, settings.Token, TimeProvider.System, unavailable, () => { }), clientType);
        var none = Expression.Constant(CancellationToken.None);

        var id = Expression.Parameter(typeof(string));
        var get = Expression.Lambda<Func<string, Task>>(
            Expression.Convert(Expression.Call(client, Method("GetMessageAsync"), id, none), typeof(Task)), id).Compile();
        var message = Expression.Parameter(typeof(NewMessage));
        var request = Expression.New(
            requestType.GetConstructor([typeof(string), typeof(string), typeof(string)])!,
            Expression.Property(message, nameof(NewMessage.Body)),
            Expression.Property(message, nameof(NewMessage.Nonce)),
            Expression.Property(message, nameof(NewMessage.QuotedMessageId)));
        var post = Expression.Lambda<Func<string, NewMessage, Task>>(
            Expression.Convert(Expression.Call(client, Method("CreateChannelMessageAsync"), id, request, none), typeof(Task)), id, message).Compile();
        return new(get, post);

        MethodInfo Method(string name) => clientType.GetMethod(name) ?? throw new MissingMethodException(clientType.Name, name);
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

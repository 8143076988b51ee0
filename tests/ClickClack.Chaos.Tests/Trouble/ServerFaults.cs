using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ClickClack.Chaos.Tests.World;

namespace ClickClack.Chaos.Tests.Trouble;

/// <summary>The faults a local server has to offer, from outside.</summary>
internal sealed class ServerFaults(Scene scene) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = scene.Address, Timeout = TimeSpan.FromSeconds(5) };
    private readonly ConcurrentQueue<(DateTimeOffset From, DateTimeOffset To)> reversals = new();

    /// <summary>When events came in another order than they happened: all between two times.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Reversals => [.. reversals];

    public Task SwitchAsync(string fault, Action<JsonObject>? more = null)
    {
        var body = new JsonObject { ["fault"] = fault };
        more?.Invoke(body);
        scene.Diary.Note($"server: {fault}", body.ToJsonString());
        return AskAsync(() => http.PostAsJsonAsync("/_local/faults", body));
    }

    /// <summary>Keeps events for a while, and lets them go in some order.</summary>
    public async Task HoldAsync(TimeSpan length, bool reversed)
    {
        DateTimeOffset from = DateTimeOffset.UtcNow;
        await SwitchAsync("hold_events");
        await Task.Delay(length);
        await SwitchAsync("release_events", body => body["reversed"] = reversed);
        if (reversed)
        {
            reversals.Enqueue((from, DateTimeOffset.UtcNow));
        }
    }

    public Task ClearAsync() => AskAsync(() => http.DeleteAsync("/_local/faults"));

    public void Dispose() => http.Dispose();

    private static async Task AskAsync(Func<Task<HttpResponseMessage>> ask)
    {
        try
        {
            using HttpResponseMessage answer = await ask();
            Assert.True(answer.IsSuccessStatusCode, string.Create(CultureInfo.InvariantCulture, $"a fault is refused: {(int)answer.StatusCode}"));
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            // It is dead at the moment.
        }
    }
}

using System.Net;

namespace ClickClack.Local.Http;

/// <summary>Allows each client so many attempts within a span of time that moves along.</summary>
internal sealed class SlidingWindow(int limit, TimeSpan span, TimeProvider time)
{
    // Whoever comes from ever new addresses must not fill the memory.
    private const int MaxClients = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, Queue<DateTimeOffset>> attempts = [];

    /// <summary>False when this is one attempt too many, which then does not count as one.</summary>
    public bool Allows(IPAddress? client)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            client ??= IPAddress.None;
            if (!attempts.TryGetValue(client, out var made))
            {
                MakeRoom(now);
                attempts.Add(client, made = new());
            }
            Forget(made, now);
            if (made.Count >= limit)
            {
                return false;
            }
            made.Enqueue(now);
            return true;
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (attempts.Count < MaxClients)
        {
            return;
        }
        foreach (var (client, made) in attempts)
        {
            Forget(made, now);
            if (made.Count == 0)
            {
                attempts.Remove(client);
            }
        }
        if (attempts.Count >= MaxClients)
        {
            attempts.Remove(attempts.Keys.First());
        }
    }

    private void Forget(Queue<DateTimeOffset> made, DateTimeOffset now)
    {
        while (made.TryPeek(out var oldest) && now - oldest >= span)
        {
            made.Dequeue();
        }
    }
}

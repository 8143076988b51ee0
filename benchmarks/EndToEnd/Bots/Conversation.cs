using System.Text.Json;

namespace ClickClack.EndToEnd.Bots;

/// <summary>How a measured process talks to the driver: it says on standard output what happened, and is told what to do on standard input.</summary>
internal sealed class Conversation(CounterSource counters)
{
    public const string Live = "live";
    public const string LiveAgain = "live-again";
    public const string Mark = "mark";
    public const string Collect = "collect";
    public const string Stop = "stop";

    private readonly Lock writing = new();

    /// <summary>Says something, and what was used until then.</summary>
    public void Say(string what) => Say(what, JsonSerializer.Serialize(counters.Read(), WireJson.Default.Counters));

    public void Say(string what, string details)
    {
        lock (writing)
        {
            Console.WriteLine($"{what} {details}");
        }
    }

    /// <summary>Answers the driver until it says stop, or has gone.</summary>
    public async Task ListenAsync()
    {
        while (await Console.In.ReadLineAsync() is { } line && line != Stop)
        {
            if (line == Collect)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
            Say(line);
        }
    }
}

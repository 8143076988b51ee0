using System.Diagnostics.Metrics;
using System.Globalization;

namespace ClickClack.EndToEnd;

/// <summary>What a process has used so far.</summary>
/// <param name="CpuSeconds">Processor time, user and system.</param>
/// <param name="AllocatedBytes">Managed bytes allocated since the start.</param>
/// <param name="ManagedBytes">Size of the managed heap now.</param>
/// <param name="ResidentBytes">Resident memory now.</param>
/// <param name="PeakResidentBytes">The most resident memory there was.</param>
/// <param name="Gets">GET requests that were answered, without handshakes of sockets.</param>
/// <param name="Posts">POST requests that were answered.</param>
/// <param name="Sockets">Sockets that were opened.</param>
/// <param name="Threads">Threads of the process now.</param>
/// <param name="Timers">Managed timers that are set now.</param>
/// <param name="OpenFiles">Open file descriptors now, sockets included.</param>
/// <param name="OpenSockets">Open sockets among them.</param>
internal sealed record Counters(
    double CpuSeconds,
    long AllocatedBytes,
    long ManagedBytes,
    long ResidentBytes,
    long PeakResidentBytes,
    long Gets,
    long Posts,
    long Sockets,
    int Threads,
    long Timers,
    int OpenFiles,
    int OpenSockets)
{
    public long Requests => Gets + Posts;
}

/// <summary>Counts from within a process. The requests are counted by the runtime's own meter, for all that are compared in the same way.</summary>
internal sealed class CounterSource : IDisposable
{
    private readonly MeterListener listener = new();
    private long gets;
    private long posts;
    private long sockets;

    public CounterSource()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" })
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Count(tags));
        listener.Start();
    }

    public Counters Read()
    {
        var status = File.ReadAllLines("/proc/self/status");
        var files = Directory.GetFiles("/proc/self/fd");
        return new(
            Environment.CpuUsage.TotalTime.TotalSeconds,
            GC.GetTotalAllocatedBytes(precise: true),
            GC.GetTotalMemory(forceFullCollection: false),
            Kibibytes("VmRSS:"),
            Kibibytes("VmHWM:"),
            Volatile.Read(ref gets),
            Volatile.Read(ref posts),
            Volatile.Read(ref sockets),
            int.Parse(Field("Threads:"), CultureInfo.InvariantCulture),
            Timer.ActiveCount,
            files.Length,
            files.Count(IsSocket));

        string Field(string name) => status.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal);
        long Kibibytes(string name) => long.Parse(Field(name), CultureInfo.InvariantCulture) * 1024;
    }

    public void Dispose() => listener.Dispose();

    private static bool IsSocket(string file)
    {
        try
        {
            return new FileInfo(file).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return false;
        }
    }

    private void Count(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var posted = false;
        foreach (var (name, value) in tags)
        {
            if (name == "http.request.method")
            {
                posted = value is "POST";
            }
            else if (name == "http.response.status_code" && value is 101)
            {
                Interlocked.Increment(ref sockets);
                return;
            }
        }
        Interlocked.Increment(ref posted ? ref posts : ref gets);
    }
}

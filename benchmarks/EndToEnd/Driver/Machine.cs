using System.Globalization;

namespace ClickClack.EndToEnd.Driver;

/// <summary>The machine under it all.</summary>
internal static class Machine
{
    /// <summary>Which part of the processors' time others take while nothing is measured.</summary>
    public static async Task<double> BusyAsync()
    {
        var (idle, total) = Read();
        await Task.Delay(TimeSpan.FromSeconds(1));
        var (idleAfter, totalAfter) = Read();
        return 1 - (idleAfter - idle) / (totalAfter - total);
    }

    // user nice system idle iowait irq softirq steal, in ticks since the machine started.
    private static (double Idle, double Total) Read()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return (ticks[3] + ticks[4], ticks.Sum());
    }
}

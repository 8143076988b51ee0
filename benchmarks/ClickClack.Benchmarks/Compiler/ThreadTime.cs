using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ClickClack.Benchmarks.Compiler;

/// <summary>The time a thread has computed: what else a machine does meanwhile is not in it. Where there is none, the time that passed.</summary>
internal static class ThreadTime
{
    private const int ThreadClock = 3;

    public static double Milliseconds
    {
        get
        {
            if (!OperatingSystem.IsLinux())
            {
                return Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;
            }

            return GetTime(ThreadClock, out TimeSpec time) == 0
                ? (time.Seconds * 1000.0) + (time.Nanoseconds / 1e6)
                : throw new InvalidOperationException("no clock of the thread");
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}

using System.Diagnostics;
using System.Runtime;

namespace ClickClack.Benchmarks;

/// <summary>
/// What is measured is code that the runtime has compiled for good. It does so in the background, after some calls, and after whatever
/// else was called before: the bots were compiled in this process, and much of the compiler waits for its turn, too.
/// </summary>
internal static class WarmUp
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    /// <summary>Calls something until nothing more is compiled.</summary>
    /// <exception cref="TimeoutException">That does not happen.</exception>
    public static void Call<T>(Func<T> what)
    {
        long began = Stopwatch.GetTimestamp();
        long last = began;
        for (long compiled = -1; Stopwatch.GetElapsedTime(last) < Quiet; Thread.Sleep(20))
        {
            if (Stopwatch.GetElapsedTime(began) > Most)
            {
                throw new TimeoutException($"the runtime still compiles after {Most}");
            }

            for (int call = 0; call < 1_000; call++)
            {
                what();
            }

            if (JitInfo.GetCompiledMethodCount() is var now && now != compiled)
            {
                (compiled, last) = (now, Stopwatch.GetTimestamp());
            }
        }
    }
}

using System.Diagnostics;

namespace ClickClack.Benchmarks;

/// <summary>What is measured is code that the runtime has compiled for good, which it does in the background and after some calls.</summary>
internal static class WarmUp
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1.5);

    public static void Call<T>(Func<T> what)
    {
        for (long began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Enough; Thread.Sleep(20))
        {
            for (int call = 0; call < 1_000; call++)
            {
                what();
            }
        }
    }
}

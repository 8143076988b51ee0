using ClickClack.Realtime;

namespace ClickClack.Framework.Tests.Realtime;

public sealed class BackoffTests
{
    [Fact]
    public void Rule12_the_limit_doubles_up_to_half_a_minute()
    {
        for (int run = 0; run < 200; run++)
        {
            var backoff = new Backoff();
            foreach (int limit in (int[])[1, 2, 4, 8, 16, 30, 30, 30])
            {
                Assert.InRange(backoff.Next(), TimeSpan.Zero, TimeSpan.FromSeconds(limit));
            }
        }
    }

    [Fact]
    public void Rule12_the_jitter_is_full()
    {
        double[] first = [.. Enumerable.Range(0, 1000).Select(_ => new Backoff().Next().TotalSeconds)];

        Assert.InRange(first.Average(), 0.4, 0.6);
        Assert.InRange(first.Min(), 0, 0.1);
        Assert.InRange(first.Max(), 0.9, 1);
    }

    [Fact]
    public void Rule12_after_a_while_without_failure_it_begins_anew()
    {
        var backoff = new Backoff();
        for (int i = 0; i < 10; i++)
        {
            backoff.Next();
        }

        backoff.Reset();

        Assert.InRange(backoff.Next(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void However_often_it_fails_the_delay_stays_a_number()
    {
        var backoff = new Backoff();
        for (int i = 0; i < 100_000; i++)
        {
            Assert.InRange(backoff.Next(), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        }
    }
}

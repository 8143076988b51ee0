namespace ClickClack.Wire.Tests.Crashes;

/// <summary>
/// One life of a bot's process, which ends at a point, or not at all. What a process does between two effects nobody outside can see, so
/// that a death anywhere is the same as one at the next effect: these are all the deaths there are.
/// </summary>
/// <param name="end">Where it ends; null for nowhere.</param>
internal sealed class Life(CrashPoint? end)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly List<CrashPoint> points = [];
    private volatile bool isDead;
    private bool counting;

    /// <summary>The moments that came by.</summary>
    public IReadOnlyList<CrashPoint> Points
    {
        get
        {
            lock (gate)
            {
                return [.. points];
            }
        }
    }

    public bool IsDead => isDead;

    /// <summary>From now on moments count: the start is over.</summary>
    public void Begin()
    {
        lock (gate)
        {
            counting = true;
        }
    }

    /// <summary>Something is about to reach the world.</summary>
    /// <returns>Which time it is; 0 while nothing counts.</returns>
    public int Before(string effect)
    {
        lock (gate)
        {
            ThrowIfDead();
            if (!counting)
            {
                return 0;
            }

            int number = counts[effect] = counts.GetValueOrDefault(effect) + 1;
            Pass(new CrashPoint(effect, number, After: false));
            return number;
        }
    }

    /// <summary>It has reached the world.</summary>
    public void After(string effect, int number)
    {
        lock (gate)
        {
            ThrowIfDead();
            if (number > 0)
            {
                Pass(new CrashPoint(effect, number, After: true));
            }
        }
    }

    private void Pass(CrashPoint point)
    {
        points.Add(point);
        if (point == end)
        {
            isDead = true;
        }

        ThrowIfDead();
    }

    /// <summary>What a dead process would have done next does not happen; how it fails nobody sees.</summary>
    private void ThrowIfDead()
    {
        if (IsDead)
        {
            throw new IOException("this process is dead");
        }
    }
}

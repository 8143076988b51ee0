using System.Globalization;

namespace ClickClack.Dispatch;

/// <summary>Durations as people write them: <c>1h30m</c>, <c>90s</c>, <c>2d</c>; or <c>1:30:00</c>, <c>1.12:00:00</c>.</summary>
internal static class DurationText
{
    private static readonly (string Name, long Ticks)[] Units =
    [
        ("w", 7 * TimeSpan.TicksPerDay),
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Reads a duration: whole numbers of units, the larger unit first, each at most once; or the constant format.</summary>
    /// <remarks>A number alone is none: to some it would be seconds, to others minutes, and days to .NET.</remarks>
    public static bool TryParse(ReadOnlySpan<char> word, out TimeSpan duration)
    {
        if (word.IndexOf(":", StringComparison.Ordinal) >= 0)
        {
            return TimeSpan.TryParseExact(word, "c", CultureInfo.InvariantCulture, out duration);
        }

        duration = default;
        bool isNegative = word is ['-', ..];
        ReadOnlySpan<char> left = isNegative ? word[1..] : word;
        long ticks = 0;
        for (int unit = 0; left.Length > 0; unit++)
        {
            if (!TryReadNumber(ref left, out long number) || !TryReadUnit(ref left, ref unit) || !TryAdd(ref ticks, number, Units[unit].Ticks))
            {
                return false;
            }
        }

        duration = new TimeSpan(isNegative ? -ticks : ticks);
        return word.Length > (isNegative ? 1 : 0);
    }

    private static bool TryReadNumber(ref ReadOnlySpan<char> left, out long number)
    {
        int end = 0;
        while (end < left.Length && char.IsAsciiDigit(left[end]))
        {
            end++;
        }

        bool read = long.TryParse(left[..end], NumberStyles.None, CultureInfo.InvariantCulture, out number);
        left = left[end..];
        return read;
    }

    /// <summary>Reads the name of a unit that is not larger than <paramref name="unit"/>.</summary>
    private static bool TryReadUnit(ref ReadOnlySpan<char> left, ref int unit)
    {
        int end = 0;
        while (end < left.Length && !char.IsAsciiDigit(left[end]))
        {
            end++;
        }

        ReadOnlySpan<char> name = left[..end];
        left = left[end..];
        while (unit < Units.Length && !name.Equals(Units[unit].Name, StringComparison.OrdinalIgnoreCase))
        {
            unit++;
        }

        return unit < Units.Length;
    }

    private static bool TryAdd(ref long ticks, long number, long unit)
    {
        Int128 sum = ticks + ((Int128)number * unit);
        ticks = sum > long.MaxValue ? 0 : (long)sum;
        return sum <= long.MaxValue;
    }
}

using System.Globalization;

namespace ClickClack.Dispatch;

/// <summary>
/// Dates and times as ISO 8601 and RFC 3339 write them, with <c>T</c> and <c>Z</c> in any case, more digits of a second than .NET has, and offsets such as
/// <c>+01</c> and <c>+0100</c>. What names no zone is UTC, and a date alone is its first moment.
/// </summary>
internal static class MomentText
{
    /// <summary>Longer than any date and time, with room for the minutes of an offset.</summary>
    private const int Longest = 64;

    /// <summary>How many digits of a second .NET has.</summary>
    private const int MostDigits = 7;

    private static readonly string[] Moments =
    [
        "yyyy-MM-dd",
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    private static readonly string[] Times = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];

    public static bool TryParse(ReadOnlySpan<char> word, out DateTimeOffset moment)
    {
        Span<char> exact = stackalloc char[Longest];
        return DateTimeOffset.TryParseExact(
            Exact(word, exact), Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
    }

    public static bool TryParse(ReadOnlySpan<char> word, out DateTime moment)
    {
        Span<char> exact = stackalloc char[Longest];
        return DateTime.TryParseExact(
            Exact(word, exact), Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
    }

    public static bool TryParse(ReadOnlySpan<char> word, out DateOnly date) =>
        DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public static bool TryParse(ReadOnlySpan<char> word, out TimeOnly time)
    {
        time = default;
        Span<char> exact = stackalloc char[Longest];
        return word.Length <= Longest - 3
            && TimeOnly.TryParseExact(exact[..Shorten(word, exact)], Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    /// <summary>A date and time in the one form that .NET reads; what is no date and time comes out as something else that is none.</summary>
    private static ReadOnlySpan<char> Exact(ReadOnlySpan<char> word, Span<char> exact)
    {
        const int Time = 11;
        if (word.Length is <= Time or > Longest - 3)
        {
            return word;
        }

        int length = Shorten(word, exact);
        exact[Time - 1] = exact[Time - 1] == 't' ? 'T' : exact[Time - 1];
        if (exact[length - 1] == 'z')
        {
            exact[length - 1] = 'Z';
        }

        // +01 and +0100 for +01:00
        int sign = length <= Time ? -1 : exact[Time..length].IndexOfAny('+', '-');
        int digits = length - Time - sign - 1;
        if (sign >= 0 && digits is 2 or 4 && !exact[(length - digits)..length].ContainsAnyExceptInRange('0', '9'))
        {
            ReadOnlySpan<char> minutes = digits == 2 ? "00" : exact[(length - 2)..length].ToString();
            int hours = Time + sign + 3;
            exact[hours] = ':';
            minutes.CopyTo(exact[(hours + 1)..]);
            length = hours + 3;
        }

        return exact[..length];
    }

    /// <summary>Copies a text without the digits of a second that .NET has not.</summary>
    /// <returns>The length of the copy.</returns>
    private static int Shorten(ReadOnlySpan<char> word, Span<char> copy)
    {
        int length = 0;
        int digits = -1;
        foreach (char c in word)
        {
            digits = c == '.' ? 0 : digits >= 0 && char.IsAsciiDigit(c) ? digits + 1 : -1;
            if (digits <= MostDigits)
            {
                copy[length++] = c;
            }
        }

        return length;
    }
}

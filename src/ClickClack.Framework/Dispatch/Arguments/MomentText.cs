using System.Globalization;

namespace ClickClack.Dispatch;

/// <summary>Dates and times as ISO 8601 writes them. What names no zone is UTC, and a date alone is its first moment.</summary>
internal static class MomentText
{
    private static readonly string[] Moments =
    [
        "yyyy-MM-dd",
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    private static readonly string[] Times = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];

    public static bool TryParse(ReadOnlySpan<char> word, out DateTimeOffset moment) => DateTimeOffset.TryParseExact(
        word, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);

    public static bool TryParse(ReadOnlySpan<char> word, out DateTime moment) => DateTime.TryParseExact(
        word, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);

    public static bool TryParse(ReadOnlySpan<char> word, out DateOnly date) =>
        DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public static bool TryParse(ReadOnlySpan<char> word, out TimeOnly time) =>
        TimeOnly.TryParseExact(word, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}

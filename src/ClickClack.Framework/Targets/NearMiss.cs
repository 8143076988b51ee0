namespace ClickClack;

/// <summary>Finds the word that somebody meant and mistyped.</summary>
/// <remarks>The compiler plug-in compiles this file too; it therefore uses nothing beyond netstandard2.0.</remarks>
internal static class NearMiss
{
    /// <summary>Nobody mistypes more than this, and comparing takes time and room that grow with it.</summary>
    private const int MaxLength = 40;

    /// <summary>The nearest of some words, if it is near enough; else null.</summary>
    /// <param name="word">What was written, however long.</param>
    /// <param name="words">What there is.</param>
    public static string? Find(ReadOnlySpan<char> word, IEnumerable<string> words)
    {
        if (word.Length is 0 or > MaxLength)
        {
            return null;
        }

        string? nearest = null;
        int least = word.Length < 5 ? 2 : 3;
        foreach (string candidate in words)
        {
            if (candidate.Length <= MaxLength && Math.Abs(candidate.Length - word.Length) < least && Distance(word, candidate.AsSpan()) is var distance && distance < least)
            {
                (nearest, least) = (candidate, distance);
            }
        }

        // Another word altogether is no slip, however short both are.
        return least < Math.Min(word.Length, nearest?.Length ?? 0) ? nearest : null;
    }

    /// <summary>How many characters must be changed, added, left out or swapped with their neighbour, in any case.</summary>
    private static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        Span<int> rows = stackalloc int[3 * (MaxLength + 1)];
        Span<int> before = rows.Slice(0, MaxLength + 1);
        Span<int> above = rows.Slice(MaxLength + 1, MaxLength + 1);
        Span<int> row = rows.Slice(2 * (MaxLength + 1), MaxLength + 1);
        for (int j = 0; j <= other.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= one.Length; i++)
        {
            Span<int> free = before;
            before = above;
            above = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int change = above[j - 1] + (Same(one[i - 1], other[j - 1]) ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(one[i - 1], other[j - 2]) && Same(one[i - 2], other[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }
        }

        return row[other.Length];
    }

    private static bool Same(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}

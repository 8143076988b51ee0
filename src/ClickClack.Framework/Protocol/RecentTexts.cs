using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>
/// One string for texts that come again and again: a bot hears of a few channels and people, however many messages there are. Safe for
/// use by many threads: at worst a text is made twice.
/// </summary>
internal sealed class RecentTexts
{
    private const int Places = 64;

    /// <summary>An id is shorter.</summary>
    private const int Longest = 64;

    private readonly string?[] recent = new string?[Places];

    /// <summary>The text the reader is at.</summary>
    /// <exception cref="InvalidOperationException">It is no text: half a character.</exception>
    public string Read(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueSpan.Length > Longest)
        {
            return reader.GetString() ?? "";
        }

        uint hash = 0;
        foreach (byte b in reader.ValueSpan)
        {
            hash = (hash * 31) + b;
        }

        ref string? place = ref recent[hash % Places];
        return place is { } known && reader.ValueTextEquals(known) ? known : place = reader.GetString() ?? "";
    }
}

using System.Buffers.Text;
using System.Text.Json;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Rules;

/// <summary>A place within the results of one query, which a client passes back without understanding it.</summary>
internal sealed record SearchCursor(string? Fingerprint, double Rank, string? MessageId)
{
    public string Encode() => Base64Url.EncodeToString(Json.Bytes(this, WireJson.Default.SearchCursor));

    /// <summary>The position that a client passed; null when it passed none, 400 when it is none of this query.</summary>
    public static SearchCursor? Decode(string? text, SearchQuery query)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        SearchCursor? cursor;
        try
        {
            cursor = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text.Trim()), WireJson.Default.SearchCursor);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw SearchQuery.Invalid("malformed cursor");
        }
        return cursor?.Fingerprint == query.Fingerprint && cursor.MessageId is { Length: > 0 }
            ? cursor
            : throw SearchQuery.Invalid("stale or mismatched cursor");
    }
}

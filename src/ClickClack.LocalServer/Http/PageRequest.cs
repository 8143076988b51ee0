using System.Globalization;
using ClickClack.Local.Storage;

namespace ClickClack.Local.Http;

/// <summary>Which window of a channel or direct conversation a caller asks for.</summary>
internal static class PageRequest
{
    public const string Invalid = "invalid message page request";
    private const int DefaultLimit = 100;
    private const int MaxLimit = 200;

    /// <summary>The limit; whatever is no number from 1 to the maximum means the default, it is not cut.</summary>
    public static int Limit(string? text, int fallback = DefaultLimit, int max = MaxLimit) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) && limit > 0 && limit <= max ? limit : fallback;

    public static Func<Transaction, Roots, Window> Parse(Call call)
    {
        var limit = Limit(call.Query("limit"));
        var mode = call.Query("mode");
        var before = Seq(call, "before_seq");
        var after = Seq(call, "after_seq");
        var around = Seq(call, "around_seq");
        var positions = (before is null ? 0 : 1) + (after is null ? 0 : 1) + (around is null ? 0 : 1);
        if (positions > 1)
        {
            throw Refusal.BadRequest($"{Invalid}: before_seq, after_seq, and around_seq are mutually exclusive");
        }
        if (mode is not (null or "latest"))
        {
            throw Refusal.BadRequest($"{Invalid}: unsupported message page mode \"{mode}\"");
        }
        if (mode is not null && positions > 0)
        {
            throw Refusal.BadRequest($"{Invalid}: mode and cursor params are mutually exclusive");
        }
        return (before, after, around) switch
        {
            ({ } seq, _, _) => (db, roots) => MessageStore.Before(db, roots, seq, limit),
            (_, { } seq, _) => (db, roots) => MessageStore.After(db, roots, seq, limit),
            (_, _, { } seq) => (db, roots) => MessageStore.Centred(db, roots, seq, limit),
            _ => (db, roots) => MessageStore.Before(db, roots, long.MaxValue, limit),
        };
    }

    private static long? Seq(Call call, string name)
    {
        var text = call.Query(name);
        if (text is null)
        {
            return null;
        }
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Refusal.BadRequest($"{Invalid}: {name} is required");
        }
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? seq
            : throw Refusal.BadRequest($"{Invalid}: {name} must be a non-negative integer");
    }
}

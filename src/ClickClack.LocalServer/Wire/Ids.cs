using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ClickClack.Local.Wire;

/// <summary>
/// Ids and cursors: a prefix and 26 characters of lower-case Crockford base32 that sort by creation, also within one
/// millisecond and when the clock goes back.
/// </summary>
internal sealed class Ids(TimeProvider time)
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const string RouteDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly Lock gate = new();
    private UInt128 last;

    public string New(string prefix) => $"{prefix}_{Encode(Next())}";

    /// <summary>Makes everything issued from now on sort after <paramref name="id"/>, whatever the clock says.</summary>
    public void ContinueAfter(string id)
    {
        UInt128 value = 0;
        foreach (var digit in id.AsSpan(id.IndexOf('_') + 1))
        {
            value = (value << 5) | (UInt128)Digits.IndexOf(digit);
        }
        lock (gate)
        {
            last = UInt128.Max(last, value);
        }
    }

    /// <summary>A secret of the same form as an id, but random throughout: one must not help to guess the next.</summary>
    public static string NewSecret(string prefix) => $"{prefix}_{RandomNumberGenerator.GetString(Digits, 26)}";

    /// <summary>A public address part: one letter for the kind and 16 random characters.</summary>
    public static string NewRouteId(char kind) => kind + RandomNumberGenerator.GetString(RouteDigits, 16);

    private UInt128 Next()
    {
        Span<byte> random = stackalloc byte[10];
        RandomNumberGenerator.Fill(random);
        var tail = new UInt128(BinaryPrimitives.ReadUInt16BigEndian(random), BinaryPrimitives.ReadUInt64BigEndian(random[2..]));
        lock (gate)
        {
            var fresh = ((UInt128)(ulong)time.GetUtcNow().ToUnixTimeMilliseconds() << 80) | tail;
            // Same millisecond or an earlier one: count on, so that order holds.
            last = fresh >> 80 > last >> 80 ? fresh : last + 1;
            return last;
        }
    }

    private static string Encode(UInt128 value) => string.Create(26, value, static (text, rest) =>
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Digits[(int)(rest & 31)];
            rest >>= 5;
        }
    });
}

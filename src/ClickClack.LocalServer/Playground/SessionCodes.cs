using System.Security.Cryptography;
using System.Text;

namespace ClickClack.Local.Playground;

/// <summary>
/// Codes that open the playground. Each works once and for a short time, so that an address in a terminal's history or a
/// browser's is worth nothing.
/// </summary>
internal sealed class SessionCodes(TimeProvider time)
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 32;
    private const int MaxOpen = 64;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly List<(byte[] Code, DateTimeOffset Expires)> open = [];

    public string Issue()
    {
        var code = RandomNumberGenerator.GetString(Digits, Length);
        lock (gate)
        {
            if (open.Count == MaxOpen)
            {
                open.RemoveAt(0);
            }
            open.Add((Encoding.ASCII.GetBytes(code), time.GetUtcNow() + Lifetime));
        }
        return code;
    }

    /// <summary>Whether a code that was issued can still be used.</summary>
    public bool AnyOpen
    {
        get
        {
            lock (gate)
            {
                open.RemoveAll(entry => entry.Expires <= time.GetUtcNow());
                return open.Count > 0;
            }
        }
    }

    /// <summary>True once for each code that was issued.</summary>
    public bool Redeem(string code)
    {
        var sent = Encoding.UTF8.GetBytes(code);
        lock (gate)
        {
            open.RemoveAll(entry => entry.Expires <= time.GetUtcNow());
            return open.RemoveAll(entry => CryptographicOperations.FixedTimeEquals(entry.Code, sent)) > 0;
        }
    }
}

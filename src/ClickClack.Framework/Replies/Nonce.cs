using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClickClack.Replies;

/// <summary>
/// The name under which an answer is written (delivery rule 2). It follows from the cause alone, so that a bot that died between the
/// post and the checkpoint posts under the same name again, and the server keeps the first.
/// </summary>
internal static class Nonce
{
    private const string Prefix = "ccf1-";

    /// <summary>The slot of a handler's first reply.</summary>
    public const string FirstReply = "r0";

    /// <summary>Whether a text may be one of these, of whichever bot.</summary>
    public static bool IsOurs(string nonce) => nonce.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>
    /// <c>ccf1-</c> and, in lower-case base32 (RFC 4648, unpadded), the SHA-256 of the four texts in UTF-8, each after its length in
    /// bytes as 4 bytes, big-endian.
    /// </summary>
    /// <param name="bot">The bot's user id.</param>
    /// <param name="workspace">The workspace's id.</param>
    /// <param name="trigger">The trigger key of the cause.</param>
    /// <param name="slot">Which of its answers.</param>
    public static string Of(string bot, string workspace, string trigger, string slot)
    {
        int length = Length(bot) + Length(workspace) + Length(trigger) + Length(slot);
        Span<byte> text = length <= 512 ? stackalloc byte[512] : new byte[length];
        text = text[..length];
        Span<byte> rest = text;
        Put(bot, ref rest);
        Put(workspace, ref rest);
        Put(trigger, ref rest);
        Put(slot, ref rest);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        return Base32(digest);
    }

    private static int Length(string text) => sizeof(int) + Encoding.UTF8.GetByteCount(text);

    private static void Put(string text, ref Span<byte> rest)
    {
        int length = Encoding.UTF8.GetBytes(text, rest[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(rest, length);
        rest = rest[(sizeof(int) + length)..];
    }

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
        Span<char> text = stackalloc char[Prefix.Length + (((SHA256.HashSizeInBytes * 8) + 4) / 5)];
        Prefix.CopyTo(text);
        int next = Prefix.Length, bits = 0, count = 0;
        foreach (byte b in bytes)
        {
            bits = (bits << 8) | b;
            for (count += 8; count >= 5; count -= 5)
            {
                text[next++] = Alphabet[(bits >> (count - 5)) & 31];
            }

            bits &= (1 << count) - 1;
        }

        if (count > 0)
        {
            text[next] = Alphabet[(bits << (5 - count)) & 31];
        }

        return new string(text);
    }
}

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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, bot);
        Append(hash, workspace);
        Append(hash, trigger);
        Append(hash, slot);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Prefix + Base32(digest);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
        var text = new StringBuilder(((bytes.Length * 8) + 4) / 5);
        int bits = 0, count = 0;
        foreach (byte b in bytes)
        {
            bits = (bits << 8) | b;
            for (count += 8; count >= 5; count -= 5)
            {
                text.Append(Alphabet[(bits >> (count - 5)) & 31]);
            }

            bits &= (1 << count) - 1;
        }

        return (count > 0 ? text.Append(Alphabet[(bits << (5 - count)) & 31]) : text).ToString();
    }
}

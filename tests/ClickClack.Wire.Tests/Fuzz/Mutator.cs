using System.Text;

namespace ClickClack.Wire.Tests.Fuzz;

/// <summary>Makes something else of what was recorded: a little else, or a lot.</summary>
internal sealed class Mutator(Random random)
{
    /// <summary>What programs trip over.</summary>
    private static readonly byte[][] Oddities =
    [
        .. new[]
        {
            "null", "true", "[]", "{}", "\"\"", "0", "-1", "1e999", "-0", "9223372036854775807", "9223372036854775808", "1.5", "\"\\ud800\"",
            "\\ud800", "\\udc00\\ud800", "\\u0000", "\"..\"", "\"../../x\"", "\"/\"", "\"%2e%2e\"", "\"\\r\\nX: y\"", "\"9999-12-31T23:59:59.9999999Z\"",
            "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"cur_\"", "\"cur_zzzzzzzzzzzzzzzzzzzzzzzzzz\"", "\"message.created\"", "\"thread.reply_created\"", "\"channel.updated\"",
            "\"@echo\"", "\"bot\"", "\"payload\":", "\"message_id\":", "\"seq\":", ",", ":", "}", "]", "\"", "\\", "NaN", "//", "\ufeff",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x00],
        Encoding.ASCII.GetBytes(new string('[', 200)),
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 100))),
        Encoding.ASCII.GetBytes('"' + new string('x', 100_000) + '"'),
    ];

    /// <summary>One of some, changed a few times, or not at all.</summary>
    public byte[] Mutate(IReadOnlyList<string> originals)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(originals[random.Next(originals.Count)]);
        for (int changes = random.Next(5); changes > 0; changes--)
        {
            bytes = Change(bytes, originals);
        }

        return bytes;
    }

    private byte[] Change(byte[] bytes, IReadOnlyList<string> originals)
    {
        int at = random.Next(bytes.Length + 1);
        switch (random.Next(8))
        {
            case 0 when bytes.Length > 0:
                bytes[at % bytes.Length] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                return bytes[..at];
            case 2:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 20))..]];
            case 3:
                return [.. bytes[..at], .. Oddity(), .. bytes[at..]];
            case 4:
                byte[] other = Encoding.UTF8.GetBytes(originals[random.Next(originals.Count)]);
                return [.. bytes[..at], .. other[random.Next(other.Length + 1)..]];
            default:
                return ReplaceValue(bytes);
        }
    }

    /// <summary>Puts something odd in the place of a value, so that it is still JSON, mostly.</summary>
    private byte[] ReplaceValue(byte[] bytes)
    {
        int[] colons = [.. bytes.Index().Where(pair => pair.Item == (byte)':').Select(pair => pair.Index)];
        if (colons.Length == 0)
        {
            return Oddity();
        }

        int start = colons[random.Next(colons.Length)] + 1;
        int end = start;
        bool quoted = end < bytes.Length && bytes[end] == '"';
        for (end++; end < bytes.Length && (quoted ? bytes[end] != '"' : bytes[end] is not ((byte)',' or (byte)'}' or (byte)']')); end++)
        {
        }

        return [.. bytes[..start], .. Oddity(), .. bytes[Math.Min(bytes.Length, quoted ? end + 1 : end)..]];
    }

    private byte[] Oddity() => Oddities[random.Next(random.Next(4) == 0 ? Oddities.Length : Oddities.Length - 1)];
}

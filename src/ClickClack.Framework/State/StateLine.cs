using System.Buffers;
using System.Buffers.Text;

namespace ClickClack.State;

/// <summary>
/// A line of a file of the state: the check sum of its content as 8 hexadecimal digits, a space, the content, the end of the line. The sum
/// stands in front, because no line of the versions before it begins so.
/// </summary>
internal static class StateLine
{
    /// <summary>No longer line is written, and of a longer one that is found no more than this is in memory at once.</summary>
    public const int Longest = 32 * 1024 * 1024;

    private const int PrefixLength = 9;

    private static readonly StandardFormat Hexadecimal = new('x', 8);

    /// <summary>Adds a line.</summary>
    /// <param name="lines">Where.</param>
    /// <param name="content">What it says, without an end of line.</param>
    /// <exception cref="IOException">It is longer than it may be.</exception>
    public static void Write(IBufferWriter<byte> lines, ReadOnlySpan<byte> content)
    {
        int length = PrefixLength + content.Length + 1;
        if (length > Longest)
        {
            throw new IOException($"what is to be kept is longer than {Longest / 1024 / 1024} MB");
        }

        Span<byte> line = lines.GetSpan(length);
        Utf8Formatter.TryFormat(CheckSum.Of(content), line, out _, Hexadecimal);
        line[PrefixLength - 1] = (byte)' ';
        content.CopyTo(line[PrefixLength..]);
        line[length - 1] = (byte)'\n';
        lines.Advance(length);
    }

    /// <summary>Reads a line, given without its end.</summary>
    /// <returns>Whether its sum is that of its content.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> content)
    {
        content = line.Length >= PrefixLength ? line[PrefixLength..] : default;
        return line.Length >= PrefixLength
            && line[PrefixLength - 1] == (byte)' '
            && Utf8Parser.TryParse(line[..(PrefixLength - 1)], out uint sum, out int digits, 'x')
            && digits == PrefixLength - 1
            && sum == CheckSum.Of(content);
    }
}

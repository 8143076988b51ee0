namespace ClickClack.State;

/// <summary>Reads lines one after another, in memory that does not grow with the file.</summary>
internal sealed class LineReader(Stream stream)
{
    private const int FirstSize = 64 * 1024;

    private byte[] buffer = new byte[FirstSize];
    private int start;
    private int end;
    private int length;
    private long passed;
    private bool isInside;

    /// <summary>The line without its end, until the next is read; of one that is too long, a piece.</summary>
    public ReadOnlySpan<byte> Line => buffer.AsSpan(start, length);

    /// <summary>Where the line begins in the file.</summary>
    public long Offset => passed + start;

    /// <summary>Whether the line has an end; only the last can lack it.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether it is a piece of a line that is longer than <see cref="StateLine.Longest"/>.</summary>
    public bool IsPiece { get; private set; }

    /// <summary>How many bytes there were, once all are read.</summary>
    public long Length => passed + end;

    /// <summary>Reads the next line.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next()
    {
        start += length + (IsEnded ? 1 : 0);
        length = 0;
        IsEnded = false;
        for (int looked = 0; ;)
        {
            int found = buffer.AsSpan(start + looked, end - start - looked).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return Take(looked + found, isEnded: true, isPiece: isInside);
            }

            looked = end - start;
            if (looked >= StateLine.Longest)
            {
                isInside = true;
                return Take(looked, isEnded: false, isPiece: true);
            }

            if (!Fill())
            {
                return looked > 0 && Take(looked, isEnded: false, isPiece: isInside);
            }
        }
    }

    private bool Take(int taken, bool isEnded, bool isPiece)
    {
        length = taken;
        IsEnded = isEnded;
        IsPiece = isPiece;
        isInside &= !isEnded;
        return true;
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            passed += start;
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        int read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }
}

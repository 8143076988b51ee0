namespace ClickClack.Wire.Tests.Client;

/// <summary>Bytes made as they are read.</summary>
internal sealed class GeneratedStream(long length, bool canSeek = false, long? claims = null, Exception? failure = null) : Stream
{
    private long position;

    public int LargestRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => canSeek;

    public override bool CanWrite => false;

    public override long Length => canSeek ? claims ?? length : throw new NotSupportedException();

    public override long Position
    {
        get => canSeek ? position : throw new NotSupportedException();
        set => position = canSeek ? value : throw new NotSupportedException();
    }

    public static long Sum(long length)
    {
        long sum = 0;
        for (long i = 0; i < length; i++)
        {
            sum += (i + 1) % 97 * (byte)i;
        }

        return sum;
    }

    public static async Task<long> SumAsync(Stream stream, CancellationToken cancellationToken)
    {
        long sum = 0;
        long at = 0;
        byte[] chunk = new byte[81920];
        while (await stream.ReadAsync(chunk, cancellationToken) is > 0 and var read)
        {
            for (int i = 0; i < read; i++, at++)
            {
                sum += (at + 1) % 97 * chunk[i];
            }
        }

        return sum;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        LargestRead = Math.Max(LargestRead, count);
        if (failure is not null && position > length / 2)
        {
            throw failure;
        }

        int read = (int)Math.Min(count, length - position);
        for (int i = 0; i < read; i++)
        {
            buffer[offset + i] = (byte)(position + i);
        }

        position += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

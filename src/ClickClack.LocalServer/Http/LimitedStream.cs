namespace ClickClack.Local.Http;

/// <summary>Reads so many bytes of another stream and refuses the next one.</summary>
internal sealed class LimitedStream(Stream inner, long limit, Func<Refusal> refusal) : Stream
{
    private long remaining = limit;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // One byte more than allowed tells an end at the limit from a stream that goes on.
        var part = buffer[..(int)Math.Min(buffer.Length, remaining + 1)];
        var read = await inner.ReadAsync(part, cancellationToken);
        remaining -= read;
        return remaining >= 0 ? read : throw refusal();
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}

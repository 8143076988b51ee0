namespace ClickClack.Client;

/// <summary>Reads another stream up to a size, and throws beyond it: what a server sends is not trusted to end.</summary>
internal sealed class BoundedStream(Stream inner, long limit) : ForwardOnlyStream
{
    private long read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int bytes)
    {
        read += bytes;
        return read <= limit ? bytes : throw new AnswerTooLargeException(limit);
    }
}

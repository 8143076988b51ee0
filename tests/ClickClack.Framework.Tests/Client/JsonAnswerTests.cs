using System.Text;
using System.Text.Json;
using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Framework.Tests.Client;

/// <summary>Answers come in pieces, of announced length or not, and are not trusted to end.</summary>
public sealed class JsonAnswerTests
{
    private const int Limit = 8 * 1024 * 1024;

    [Theory]
    [InlineData(10, 1)]
    [InlineData(16 * 1024, 1000)]
    [InlineData(100_000, 999)]
    [InlineData(3_000_000, 65_536)]
    public async Task However_long_it_is_and_however_it_comes_it_is_read_whole(int length, int piece)
    {
        string text = new string('x', length - 1) + "é";

        Assert.Equal(text, (await ReadAsync(Body(text), piece, announced: null))!.Error);
        Assert.Equal(text, (await ReadAsync(Body(text), piece, announced: Body(text).Length))!.Error);
    }

    [Fact]
    public async Task What_does_not_end_is_left_at_the_limit()
    {
        var endless = new Pieces(new byte[1], 10_000, isEndless: true);

        await Assert.ThrowsAsync<AnswerTooLargeException>(() => ReadAsync(endless, announced: null));

        Assert.InRange(endless.Given, Limit, Limit + 1_000_000);
    }

    [Fact]
    public async Task What_announces_too_much_is_not_begun()
    {
        var announced = new Pieces(Body("x"), 1, isEndless: false);

        await Assert.ThrowsAsync<AnswerTooLargeException>(() => ReadAsync(announced, Limit + 1L));

        Assert.Equal(0, announced.Given);
    }

    [Fact]
    public async Task What_is_only_announced_takes_no_memory()
    {
        // What ends before it waits for anything is read on this thread, whose memory is nobody else's.
        byte[] answer = Body("x");
        const long Announced = 200L * 1024 * 1024;
        long before = GC.GetAllocatedBytesForCurrentThread();

        Task<ErrorEnvelope?> reading = ReadAsync(new Pieces(answer, 1, isEndless: false), Announced, limit: 2 * Announced);

        Assert.True(reading.IsCompleted);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Limit);
        Assert.Equal("x", (await reading)!.Error);
    }

    [Fact]
    public async Task What_ends_early_is_no_json() =>
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(Body("some text")[..5], 2, announced: null));

    private static byte[] Body(string text) => Encoding.UTF8.GetBytes($$"""{"error":"{{text}}"}""");

    private static Task<ErrorEnvelope?> ReadAsync(byte[] body, int piece, long? announced) => ReadAsync(new Pieces(body, piece, isEndless: false), announced);

    private static async Task<ErrorEnvelope?> ReadAsync(Stream body, long? announced, long limit = Limit)
    {
        using var content = new StreamContent(body);
        content.Headers.ContentLength = announced;
        return await JsonAnswer.ReadAsync<ErrorEnvelope>(content, limit, TestContext.Current.CancellationToken);
    }

    /// <summary>Gives a body in pieces, as a network does.</summary>
    private sealed class Pieces(byte[] body, int piece, bool isEndless) : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int given = Math.Min(piece, buffer.Length);
            if (isEndless)
            {
                buffer[..given].Fill((byte)' ');
            }
            else
            {
                given = (int)Math.Min(given, body.Length - Given);
                body.AsSpan((int)Given, given).CopyTo(buffer);
            }

            Given += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

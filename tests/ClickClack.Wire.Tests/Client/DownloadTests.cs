using System.Net;
using System.Text;
using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Client;

public sealed class DownloadTests : ClientTest
{
    private UploadId upload;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        upload = (await Client.UploadAsync(
            Workspace, new UploadFile(new MemoryStream("hello file"u8.ToArray()), "a b.txt") { ContentType = "text/plain; charset=utf-8" }, cancellationToken: Stop)).Id;
    }

    [Theory]
    [InlineData(0, null, "hello file")]
    [InlineData(6, null, "file")]
    [InlineData(6, 2, "fi")]
    [InlineData(6, 100, "file")]
    [InlineData(0, 5, "hello")]
    public async Task A_part_is_what_was_asked_for(long first, int? count, string text)
    {
        await using Download download = await Client.DownloadAsync(upload, count is { } some ? ByteRange.Of(first, some) : ByteRange.From(first), Stop);

        Assert.Equal((first, text.Length, 10), (download.Offset, download.Length, download.FileLength));
        Assert.Equal(text, await TextAsync(download));
    }

    [Fact]
    public async Task The_whole_says_what_it_is()
    {
        await using Download download = await Client.DownloadAsync(upload, cancellationToken: Stop);

        Assert.Equal(("text/plain", "a b.txt", 10, 10, 0), (download.ContentType, download.FileName, download.Length, download.FileLength, download.Offset));
        Assert.Equal("hello file", await TextAsync(download));
    }

    [Fact]
    public async Task A_part_that_is_not_there_is_an_error()
    {
        InvalidRequestException error = await Assert.ThrowsAsync<InvalidRequestException>(() => Client.DownloadAsync(upload, ByteRange.From(11), Stop));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, error.Status);
    }

    [Fact]
    public async Task The_whole_instead_of_a_part_is_not_taken_for_it()
    {
        Wire.Instead = (request, _) =>
        {
            request.Headers.Range = null;
            return null;
        };

        await Assert.ThrowsAsync<ProtocolException>(() => Client.DownloadAsync(upload, ByteRange.From(6), Stop));
        await using Download download = await Client.DownloadAsync(upload, ByteRange.From(0), Stop);
        Assert.Equal("hello file", await TextAsync(download));
    }

    [Fact]
    public async Task A_connection_that_brings_nothing_ends_the_reading_and_the_rest_can_be_had()
    {
        var time = new ManualTime();
        ClickClackClient client = ClientOf(Bot.Token, Wire, time);
        Wire.Changed = (_, response) => WithBody(response, new EndlessStream("hello "u8.ToArray(), stalls: true));

        var got = new MemoryStream();
        await using (Download download = await client.DownloadAsync(upload, cancellationToken: Stop))
        {
            Task copying = download.Content.CopyToAsync(got, Stop);
            await Eventually.TrueAsync(() => got.Length == 6, "the first bytes");
            await Eventually.TrueAsync(() => time.Next == TimeSpan.FromSeconds(30), "thirty seconds of patience");
            await time.AdvanceUntilAsync(() => copying.IsCompleted, "the reading gives up");
            UnavailableException error = await Assert.ThrowsAsync<UnavailableException>(() => copying);
            Assert.Equal($"GET api/uploads/{upload}", error.Endpoint);
        }

        Wire.Changed = (_, response) => response;
        await using Download rest = await client.DownloadAsync(upload, ByteRange.From(got.Length), Stop);
        await rest.Content.CopyToAsync(got, Stop);
        Assert.Equal("hello file", Encoding.UTF8.GetString(got.ToArray()));
    }

    [Fact]
    public async Task The_readers_own_cancellation_is_a_cancellation()
    {
        Wire.Changed = (_, response) => WithBody(response, new EndlessStream([], stalls: true));
        await using Download download = await Client.DownloadAsync(upload, cancellationToken: Stop);
        using var stop = new CancellationTokenSource();
        ValueTask<int> reading = download.Content.ReadAsync(new byte[10], stop.Token);
        await stop.CancelAsync();

        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.AsTask());
        Assert.Equal(stop.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_file_that_breaks_off_is_no_whole_file()
    {
        Wire.Changed = (_, response) => WithBody(response, new EndlessStream("hello"u8.ToArray(), stalls: false, ends: new HttpIOException(HttpRequestError.ResponseEnded)));
        await using Download download = await Client.DownloadAsync(upload, cancellationToken: Stop);

        await Assert.ThrowsAsync<UnavailableException>(() => TextAsync(download));
    }

    [Fact]
    public async Task A_file_without_end_ends()
    {
        Wire.Changed = (_, response) => WithBody(response, new EndlessStream(new byte[1024 * 1024], stalls: false));
        await using Download download = await Client.DownloadAsync(upload, cancellationToken: Stop);

        await Assert.ThrowsAsync<ProtocolException>(() => download.Content.CopyToAsync(Stream.Null, Stop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_is_not_taken_for_the_file(bool spoken)
    {
        using var wire = new Wiretap();
        ClickClackClient client = ClientOf(Bot.Token, wire);
        if (spoken)
        {
            await client.GetMeAsync(Stop);
        }

        int pages = 0;
        wire.Instead = (_, _) => pages++ < 2 ? Wiretap.Html(200) : null;
        if (spoken)
        {
            await using Download download = await client.DownloadAsync(upload, cancellationToken: Stop);
            Assert.Equal("hello file", await TextAsync(download));
        }
        else
        {
            await Assert.ThrowsAsync<ProtocolException>(() => client.DownloadAsync(upload, cancellationToken: Stop));
        }
    }

    [Theory]
    [InlineData("attachment; filename=\"a\\\"b.txt\"", "a\"b.txt")]
    [InlineData("attachment; filename=\"../../x\"", "x")]
    [InlineData("attachment; filename*=utf-8''%2E%2E%2F%F0%9F%A6%80.bin", "🦀.bin")]
    [InlineData("attachment", "file")]
    [InlineData("attachment; filename=\"..\"", "file")]
    [InlineData("=?;;garbage", "file")]
    public async Task A_name_is_never_a_path(string disposition, string name)
    {
        Wire.Changed = (_, response) =>
        {
            response.Content.Headers.Remove("Content-Disposition");
            response.Content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
            return response;
        };

        await using Download download = await Client.DownloadAsync(upload, cancellationToken: Stop);

        Assert.Equal(name, download.FileName);
    }

    private static async Task<string> TextAsync(Download download)
    {
        using var reader = new StreamReader(download.Content);
        return await reader.ReadToEndAsync(Stop);
    }

    private static HttpResponseMessage WithBody(HttpResponseMessage response, Stream body)
    {
        var content = new StreamContent(body);
        content.Headers.TryAddWithoutValidation("Content-Disposition", response.Content.Headers.GetValues("Content-Disposition"));
        response.Content = content;
        return response;
    }

    /// <summary>Some bytes, again and again; or once, and then nothing or an error.</summary>
    private sealed class EndlessStream(byte[] bytes, bool stalls, Exception? ends = null) : Stream
    {
        private int reads;

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
            if (reads++ > 0 || bytes.Length == 0)
            {
                if (stalls)
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                if (ends is not null)
                {
                    throw ends;
                }
            }

            int count = Math.Min(buffer.Length, bytes.Length);
            bytes.AsMemory(0, count).CopyTo(buffer);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

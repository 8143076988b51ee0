using System.Net;
using System.Text;
using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Wire.Tests.Client;

public sealed class UploadTests : ClientTest
{
    private const string Posting = "POST /api/uploads?";

    private static UploadFile Text(string text = "hello file", string name = "a.txt", string? nonce = null) =>
        new(new MemoryStream(Encoding.UTF8.GetBytes(text)), name) { ContentType = "text/plain", Nonce = nonce };

    private async Task<string> ReadAsync(UploadId upload)
    {
        await using Download download = await Client.DownloadAsync(upload, cancellationToken: Stop);
        using var reader = new StreamReader(download.Content);
        return await reader.ReadToEndAsync(Stop);
    }

    [Fact]
    public async Task A_file_arrives_as_it_is_and_its_stream_stays_open()
    {
        UploadFile file = Text() with { Width = 640, Height = 480, Duration = TimeSpan.FromSeconds(1.5), Nonce = "n1" };

        WireUpload upload = await Client.UploadAsync(Workspace, file, cancellationToken: Stop);

        Assert.Equal(("a.txt", "text/plain", 10, 640, 480, 1500), (upload.Filename, upload.ContentType, upload.ByteSize, upload.Width, upload.Height, upload.DurationMs));
        Assert.Equal((Bot.Id, Server.Workspace.Id, "n1"), (upload.OwnerId.Value, upload.WorkspaceId.Value, upload.Nonce));
        Assert.Equal("hello file", await ReadAsync(upload.Id));
        Assert.True(file.Content.CanRead);
        Assert.Equal(upload.Id, (await Client.GetUploadByNonceAsync(Workspace, "n1", Stop)).Id);
    }

    [Theory]
    [InlineData("a\"b;x=\"c.txt", "a\"b;x=\"c.txt")]
    [InlineData("a\r\nX-Evil: 1\r\n\r\nb.txt", "a__X-Evil: 1____b.txt")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\dir\\a b.bin", "a b.bin")]
    [InlineData("ünï 🦀 日本.bin", "ünï 🦀 日本.bin")]
    [InlineData("nul\0\u2028\u007f.txt", "nul___.txt")]
    [InlineData("%22%0d%0a.txt", "%22%0d%0a.txt")]
    [InlineData("..", "file")]
    [InlineData("a/", "file")]
    [InlineData("", "file")]
    public async Task A_hostile_name_is_only_a_name(string name, string stored)
    {
        WireUpload upload = await Client.UploadAsync(Workspace, Text(name: name), cancellationToken: Stop);
        await using Download download = await Client.DownloadAsync(upload.Id, cancellationToken: Stop);

        Assert.Equal(stored, upload.Filename);
        Assert.Equal(stored, download.FileName);
        Assert.Equal("hello file", await ReadAsync(upload.Id));
    }

    [Fact]
    public async Task Half_a_character_in_a_name_is_replaced()
    {
        WireUpload upload = await Client.UploadAsync(Workspace, Text(name: $"half{(char)0xd83d}.txt"), cancellationToken: Stop);

        Assert.Equal("half\ufffd.txt", upload.Filename);
    }

    [Fact]
    public async Task A_very_long_name_is_cut_between_characters()
    {
        WireUpload upload = await Client.UploadAsync(Workspace, Text(name: new string('a', 254) + "🦀" + new string('b', 100_000)), cancellationToken: Stop);

        Assert.Equal(new string('a', 254), upload.Filename);
    }

    [Fact]
    public async Task Only_what_follows_the_position_is_sent()
    {
        UploadFile file = Text("hello file");
        file.Content.Position = 6;

        WireUpload upload = await Client.UploadAsync(Workspace, file, cancellationToken: Stop);

        Assert.Equal("file", await ReadAsync(upload.Id));
    }

    [Fact]
    public async Task An_empty_file_is_a_file()
    {
        WireUpload upload = await Client.UploadAsync(Workspace, Text(""), cancellationToken: Stop);

        Assert.Equal(0, upload.ByteSize);
        Assert.Equal("", await ReadAsync(upload.Id));
    }

    [Fact]
    public async Task A_large_file_goes_through_little_memory_and_tells_how_far_it_is()
    {
        const int Size = 40 * 1024 * 1024;
        var stream = new GeneratedStream(Size);
        var reports = new Reports();
        long before = GC.GetTotalAllocatedBytes();

        WireUpload upload = await Client.UploadAsync(Workspace, new UploadFile(stream, "big.bin"), reports, Stop);

        Assert.Equal(Size, upload.ByteSize);
        Assert.InRange(stream.LargestRead, 1, 1024 * 1024);
        Assert.Equal(Size, reports.Values[^1]);
        Assert.Equal(reports.Values.Order(), reports.Values);
        Assert.True(before < GC.GetTotalAllocatedBytes());

        await using Download download = await Client.DownloadAsync(upload.Id, cancellationToken: Stop);
        Assert.Equal(GeneratedStream.Sum(Size), await GeneratedStream.SumAsync(download.Content, Stop));
    }

    [Fact]
    public async Task What_does_not_fit_is_not_sent()
    {
        await Assert.ThrowsAsync<TooLargeException>(
            () => Client.UploadAsync(Workspace, new UploadFile(new GeneratedStream(64 * 1024 * 1024, canSeek: true), "big"), cancellationToken: Stop));

        Assert.Equal(0, Wire.Count(Posting));
    }

    [Fact]
    public async Task What_turns_out_not_to_fit_ends_the_call()
    {
        await Assert.ThrowsAsync<TooLargeException>(
            () => Client.UploadAsync(Workspace, new UploadFile(new GeneratedStream(80 * 1024 * 1024), "big"), cancellationToken: Stop));

        Assert.Equal(1, Wire.Count(Posting));
    }

    [Fact]
    public async Task What_was_uploaded_before_is_not_sent_again()
    {
        WireUpload first = await Client.UploadAsync(Workspace, Text("first", nonce: "n"), cancellationToken: Stop);
        var second = new GeneratedStream(10);

        Assert.Equal(first.Id, (await Client.UploadAsync(Workspace, new UploadFile(second, "b") { Nonce = "n" }, cancellationToken: Stop)).Id);

        Assert.Equal(0, second.LargestRead);
        Assert.Equal(1, Wire.Count(Posting));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_answer_is_looked_up(bool canSeek)
    {
        Wire.Changed = (request, response) => request.Method == HttpMethod.Post && Wire.Count(Posting) == 1
            ? throw new HttpRequestException(HttpRequestError.ResponseEnded) : response;

        WireUpload upload = await Client.UploadAsync(Workspace, new UploadFile(new GeneratedStream(1000, canSeek), "a"), cancellationToken: Stop);

        Assert.Equal(1000, upload.ByteSize);
        Assert.Equal(1, Wire.Count(Posting));
        Assert.Equal(1, Wire.Count("GET /api/uploads/by-nonce?"));
    }

    [Fact]
    public async Task A_file_that_did_not_arrive_is_sent_again_from_where_it_began()
    {
        Wire.Instead = (request, _) => request.Method == HttpMethod.Post && Wire.Count(Posting) < 3 ? Swallow(request) : null;
        UploadFile file = Text("hello file");
        file.Content.Position = 6;

        WireUpload upload = await Client.UploadAsync(Workspace, file, cancellationToken: Stop);

        Assert.Equal("file", await ReadAsync(upload.Id));
        Assert.Equal(3, Wire.Count(Posting));
    }

    [Fact]
    public async Task A_file_that_never_arrives_is_given_up()
    {
        Wire.Instead = (request, _) => request.Method == HttpMethod.Post ? Swallow(request) : null;

        UnavailableException error = await Assert.ThrowsAsync<UnavailableException>(() => Client.UploadAsync(Workspace, Text(), cancellationToken: Stop));

        Assert.Equal(3, Wire.Count(Posting));
        Assert.True(error.OutcomeUnknown);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_again_is_sent_once()
    {
        Wire.Instead = (request, _) => request.Method == HttpMethod.Post ? Swallow(request) : null;

        UnavailableException error = await Assert.ThrowsAsync<UnavailableException>(
            () => Client.UploadAsync(Workspace, new UploadFile(new GeneratedStream(1000), "a"), cancellationToken: Stop));

        Assert.Equal(1, Wire.Count(Posting));
        Assert.True(error.OutcomeUnknown);
        Assert.Equal("POST api/uploads", error.Endpoint);
    }

    [Fact]
    public async Task A_file_that_is_too_slow_for_the_server_is_given_up()
    {
        var stalls = new StallingStream();

        UnavailableException error = await Assert.ThrowsAsync<UnavailableException>(
            () => Client.UploadAsync(Workspace, new UploadFile(stalls, "a"), cancellationToken: Stop));

        Assert.True(error.OutcomeUnknown);
        Assert.InRange(Wire.Count(Posting), 1, 3);
        Assert.True(stalls.CanRead);
    }

    [Fact]
    public async Task A_server_that_is_away_costs_a_stream_that_cannot_seek_nothing()
    {
        Server.Faults.RejectRequests(503, count: 5, pathPrefix: "/api/uploads");

        WireUpload upload = await Client.UploadAsync(Workspace, new UploadFile(new GeneratedStream(1000), "a"), cancellationToken: Stop);

        Assert.Equal(1000, upload.ByteSize);
    }

    [Fact]
    public async Task A_stream_that_fails_is_not_the_networks_fault()
    {
        var error = new InvalidDataException("disk on fire");

        Assert.Same(error, await Assert.ThrowsAsync<InvalidDataException>(
            () => Client.UploadAsync(Workspace, new UploadFile(new GeneratedStream(1_000_000, canSeek: true, failure: error), "a"), cancellationToken: Stop)));

        Assert.Equal(1, Wire.Count(Posting));
    }

    [Fact]
    public async Task A_stream_that_becomes_shorter_is_noticed() => await Assert.ThrowsAsync<IOException>(
        () => Client.UploadAsync(Workspace, new UploadFile(new GeneratedStream(1000, canSeek: true, claims: 2000), "a"), cancellationToken: Stop));

    [Fact]
    public async Task A_stream_that_grows_is_sent_as_far_as_it_was() => Assert.Equal(
        500, (await Client.UploadAsync(Workspace, new UploadFile(new GeneratedStream(1000, canSeek: true, claims: 500), "a"), cancellationToken: Stop)).ByteSize);

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("text/plain\r\nX-Evil: 1")]
    [InlineData("text/plain; a=\"ü\"")]
    public async Task A_content_type_that_is_none_is_refused(string type) => await Assert.ThrowsAsync<ArgumentException>(
        () => Client.UploadAsync(Workspace, Text() with { ContentType = type }, cancellationToken: Stop));

    [Fact]
    public async Task The_sixty_fifth_file_is_refused_for_good()
    {
        for (int i = 0; i < 64; i++)
        {
            await Client.UploadAsync(Workspace, Text(), cancellationToken: Stop);
        }

        await Assert.ThrowsAsync<QuotaExceededException>(
            () => Client.UploadAsync(Workspace, new UploadFile(new GeneratedStream(10_000_000), "a"), cancellationToken: Stop));

        Assert.Equal(65, Wire.Count(Posting));
    }

    [Fact]
    public async Task What_is_refused_at_the_door_is_not_read()
    {
        var stream = new GeneratedStream(10_000_000);

        await Assert.ThrowsAsync<AccessRefusedException>(() => Client.UploadAsync(new WorkspaceId("wsp_other"), new UploadFile(stream, "a"), cancellationToken: Stop));

        Assert.Equal(0, stream.LargestRead);
    }

    [Fact]
    public async Task A_message_carries_a_file_after_it_was_attached_as_often_as_wanted()
    {
        WireUpload upload = await Client.UploadAsync(Workspace, Text(), cancellationToken: Stop);
        MessageId message = await PostAsync();

        await Client.AttachAsync(message, upload.Id, Stop);
        await Client.AttachAsync(message, upload.Id, Stop);

        Assert.Equal(upload.Id, Assert.Single((await Client.GetMessageAsync(message, Stop)).Attachments).Id);
        await using Download seen = await ClientOf(OtherBot.Token).DownloadAsync(upload.Id, cancellationToken: Stop);
        Assert.Equal((10, 10, 0), (seen.Length, seen.FileLength, seen.Offset));
    }

    [Fact]
    public async Task What_cannot_be_attached_says_why()
    {
        WireUpload upload = await Client.UploadAsync(Workspace, Text(), cancellationToken: Stop);
        MessageId mine = await PostAsync();
        LocalMessage theirs = await Owner.SayAsync(Server.Channels[0], "mine");

        await Assert.ThrowsAsync<AccessRefusedException>(() => Client.AttachAsync(new MessageId(theirs.Id), upload.Id, Stop));
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.AttachAsync(mine, new UploadId("upl_none"), Stop));
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.AttachAsync(new MessageId("msg_none"), upload.Id, Stop));
        await Client.DeleteMessageAsync(mine, Stop);
        await Assert.ThrowsAsync<InvalidRequestException>(() => Client.AttachAsync(mine, upload.Id, Stop));
        await Assert.ThrowsAsync<NotVisibleException>(() => Client.GetUploadByNonceAsync(Workspace, "none", Stop));
        await Assert.ThrowsAsync<NotVisibleException>(() => ClientOf(OtherBot.Token).DownloadAsync(upload.Id, cancellationToken: Stop));
    }

    /// <summary>Takes the file as the network would, and never answers.</summary>
    private static HttpResponseMessage Swallow(HttpRequestMessage request)
    {
        request.Content!.CopyToAsync(Stream.Null, Stop).GetAwaiter().GetResult();
        throw new HttpRequestException(HttpRequestError.ResponseEnded, statusCode: (HttpStatusCode?)null);
    }

    /// <summary>Has something to say, and never says it.</summary>
    private sealed class StallingStream : MemoryStream
    {
        public StallingStream()
            : base(new byte[1000])
        {
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }

    private sealed class Reports : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }
}

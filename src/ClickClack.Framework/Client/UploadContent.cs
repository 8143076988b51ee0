using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ClickClack.Client;

/// <summary>
/// A file as <c>multipart/form-data</c>, written as it is read. The framework's own form would write names that are not ASCII in a way
/// the server stores as it comes; the server takes UTF-8 in quotes.
/// </summary>
internal sealed class UploadContent : HttpContent
{
    /// <summary>Of the whole request.</summary>
    public const long LargestRequest = 64 * 1024 * 1024;

    public const string TooLarge = "POST api/uploads: the file is larger than the server takes, which is 64 MiB with the form around it";

    private readonly UploadSource source;
    private readonly byte[] head;
    private readonly byte[] tail;

    private UploadContent(UploadSource source, string boundary, byte[] head, byte[] tail)
    {
        this.source = source;
        this.head = head;
        this.tail = tail;
        Headers.ContentType = new MediaTypeHeaderValue("multipart/form-data") { Parameters = { new NameValueHeaderValue("boundary", boundary) } };
    }

    /// <summary>Checks a file, and says how it is sent.</summary>
    /// <param name="file">The file.</param>
    /// <param name="progress">Told how many bytes were sent; or null.</param>
    /// <returns>What is read, and what makes the body of each attempt.</returns>
    /// <exception cref="ArgumentException">The stream cannot be read, or the media type is none.</exception>
    /// <exception cref="TooLargeException">The server would not take it.</exception>
    public static (UploadSource Source, Func<UploadContent> Make) Prepare(UploadFile file, IProgress<long>? progress)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Content is not { CanRead: true })
        {
            throw new ArgumentException("the file's stream cannot be read", nameof(file));
        }

        if (!MediaTypeHeaderValue.TryParse(file.ContentType, out MediaTypeHeaderValue? type) || !Ascii.IsValid(type.ToString()))
        {
            throw new ArgumentException("the file's content type is not a media type", nameof(file));
        }

        string boundary = $"ccf-{Guid.NewGuid():N}";
        var form = new StringBuilder();
        Field("width", file.Width);
        Field("height", file.Height);
        Field("duration_ms", (long?)file.Duration?.TotalMilliseconds);
        string name = SafeFileName.Of(file.FileName).Replace("\"", "\\\"", StringComparison.Ordinal);
        form.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: {type}\r\n\r\n");
        byte[] head = Encoding.UTF8.GetBytes(form.ToString());
        byte[] tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
        var source = new UploadSource(file.Content, LargestRequest - head.Length - tail.Length, progress);
        return source.Length + head.Length + tail.Length > LargestRequest
            ? throw new TooLargeException(TooLarge)
            : (source, () => new UploadContent(source, boundary, head, tail));

        void Field(string field, long? value)
        {
            if (value is { } number)
            {
                form.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{Math.Max(0, number)}\r\n");
            }
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(head, cancellationToken).ConfigureAwait(false);
        await source.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(tail, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = (source.Length ?? 0) + head.Length + tail.Length;
        return source.Length is not null;
    }
}

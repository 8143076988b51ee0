using System.Net.Http.Headers;
using System.Text;

namespace ClickClack.Client;

/// <summary>A file on its way from the server. Dispose it, read or not: it holds a connection.</summary>
public sealed class Download : IAsyncDisposable
{
    private readonly HttpResponseMessage response;

    internal Download(HttpResponseMessage response, Stream content)
    {
        HttpContentHeaders headers = response.Content.Headers;
        ContentRangeHeaderValue? part = headers.ContentRange;
        this.response = response;
        Content = content;
        ContentType = headers.ContentType?.MediaType ?? "application/octet-stream";
        FileName = SafeFileName.Of(headers.ContentDisposition?.FileNameStar ?? Unquoted(NameIn(headers.ContentDisposition)));
        Offset = part?.From ?? 0;
        Length = headers.ContentLength;
        FileLength = part is null ? headers.ContentLength : part.Length;
    }

    /// <summary>
    /// The bytes. A reading that brings nothing for 30 seconds, or breaks off, throws <see cref="UnavailableException"/>; what was read
    /// until then is good, and the rest can be had with <see cref="ByteRange.From"/>.
    /// </summary>
    public Stream Content { get; }

    /// <summary>
    /// Its media type, as the server dares to show it: <c>application/octet-stream</c> for everything but common pictures, audio, video, plain
    /// text and PDF. What the uploader said is in <see cref="Protocol.WireUpload.ContentType"/>.
    /// </summary>
    public string ContentType { get; }

    /// <summary>Its name without any path; <c>file</c> if it has none. Chosen by a user.</summary>
    public string FileName { get; }

    /// <summary>Where in the file the bytes begin; 0 unless a part was asked for.</summary>
    public long Offset { get; }

    /// <summary>How many bytes come; null if the server does not say.</summary>
    public long? Length { get; }

    /// <summary>How many bytes the whole file has; null if the server does not say.</summary>
    public long? FileLength { get; }

    /// <summary>Ends the download, finished or not.</summary>
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync().ConfigureAwait(false);
        response.Dispose();
    }

    /// <summary>As it stands there: the property of that name takes quotes away, but leaves what is escaped in them.</summary>
    private static string? NameIn(ContentDispositionHeaderValue? header) =>
        header?.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("filename", StringComparison.OrdinalIgnoreCase))?.Value;

    private static string? Unquoted(string? text)
    {
        if (text is not ['"', .. var quoted, '"'])
        {
            return text;
        }

        var plain = new StringBuilder(quoted.Length);
        for (int i = 0; i < quoted.Length; i++)
        {
            i += quoted[i] == '\\' && i + 1 < quoted.Length ? 1 : 0;
            plain.Append(quoted[i]);
        }

        return plain.ToString();
    }
}

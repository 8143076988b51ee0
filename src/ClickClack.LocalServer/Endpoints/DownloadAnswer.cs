using System.Text;
using ClickClack.Local.Http;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ClickClack.Local.Endpoints;

/// <summary>The bytes of an upload. A browser shows what is harmless and saves the rest, and runs none of it.</summary>
internal sealed class DownloadAnswer(Upload upload, UploadFiles files) : Answer(200)
{
    private const string Harmless = "application/octet-stream";

    public override Task SendAsync(HttpContext context)
    {
        var type = ShownType(upload.ContentType);
        var headers = context.Response.Headers;
        headers.ContentDisposition = ContentDisposition.Format(type == Harmless ? "attachment" : "inline", upload.Filename);
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox";
        // The time only makes conditional requests work; it has no part in who may see what.
        return TypedResults.Stream(files.Open(upload.Id), type, lastModified: Timestamps.Parse(upload.CreatedAt), enableRangeProcessing: true)
            .ExecuteAsync(context);
    }

    private static string ShownType(string recorded)
    {
        var type = recorded.Split(';')[0].Trim().ToLowerInvariant();
        return type switch
        {
            "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "video/mp4" or "video/webm" or "text/plain" or "application/pdf" => type,
            // What somebody sent as a type is repeated only if it is one: a header takes nothing else.
            _ when type.StartsWith("audio/", StringComparison.Ordinal) && MediaTypeHeaderValue.TryParse(type, out _) && Ascii.IsValid(type) => type,
            _ => Harmless,
        };
    }
}

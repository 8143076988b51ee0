namespace ClickClack.Client;

/// <summary>A file to be uploaded (3.12 of the protocol). The server keeps it for good, and no more than 64 of them per bot and workspace.</summary>
/// <param name="Content">
/// Where it is read from, from its position to its end; at most 64 MiB with the form around it. It is not disposed. A stream that can
/// seek can be sent again when an answer is lost.
/// </param>
/// <param name="FileName">Its name. Only what follows the last slash or backslash is used, without control characters.</param>
public sealed record UploadFile(Stream Content, string FileName)
{
    /// <summary>Its media type, such as <c>image/png</c>.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>
    /// Under which it is uploaded once, at most 128 characters, unique per bot over all workspaces. Another file under the same nonce is
    /// not noticed: the first one is what counts. Null or blank for a random one.
    /// </summary>
    public string? Nonce { get; init; }

    /// <summary>In pixels; null if unknown.</summary>
    public int? Width { get; init; }

    /// <summary>In pixels; null if unknown.</summary>
    public int? Height { get; init; }

    /// <summary>How long it plays; null if it does not, or if that is unknown.</summary>
    public TimeSpan? Duration { get; init; }
}

using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A file on the server.</summary>
public sealed class WireUpload
{
    /// <summary>The id.</summary>
    [JsonInclude]
    public UploadId Id { get; internal set; }

    /// <summary>The workspace.</summary>
    [JsonInclude]
    public WorkspaceId WorkspaceId { get; internal set; }

    /// <summary>Who uploaded it.</summary>
    [JsonInclude]
    public UserId OwnerId { get; internal set; }

    /// <summary>Its name, without any path. Chosen by a user: never a path to write to.</summary>
    [JsonInclude]
    public string Filename { get; internal set; } = "";

    /// <summary>As the uploader said.</summary>
    [JsonInclude]
    public string ContentType { get; internal set; } = "";

    /// <summary>Its size in bytes.</summary>
    [JsonInclude]
    public long ByteSize { get; internal set; }

    /// <summary>In pixels; 0 if unknown.</summary>
    [JsonInclude]
    public long Width { get; internal set; }

    /// <summary>In pixels; 0 if unknown.</summary>
    [JsonInclude]
    public long Height { get; internal set; }

    /// <summary>In milliseconds; 0 if unknown.</summary>
    [JsonInclude]
    public long DurationMs { get; internal set; }

    /// <summary>When it was uploaded, UTC.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>The nonce it was uploaded under; null in attachments.</summary>
    [JsonInclude]
    public string? Nonce { get; internal set; }
}

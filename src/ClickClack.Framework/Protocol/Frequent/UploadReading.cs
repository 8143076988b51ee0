using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Reads <see cref="WireUpload"/>.</summary>
internal static class UploadReading
{
    public static WireUpload Read(ref Utf8JsonReader reader) => JsonMembers.Read(ref reader, new WireUpload(), ReadMember);

    private static void ReadMember(WireUpload upload, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "id":
                upload.Id = new UploadId(JsonMembers.Text(ref reader) ?? "");
                break;
            case "workspace_id":
                upload.WorkspaceId = new WorkspaceId(JsonMembers.RecurringText(ref reader) ?? "");
                break;
            case "owner_id":
                upload.OwnerId = new UserId(JsonMembers.RecurringText(ref reader) ?? "");
                break;
            case "filename":
                upload.Filename = JsonMembers.Text(ref reader) ?? "";
                break;
            case "content_type":
                upload.ContentType = JsonMembers.RecurringText(ref reader) ?? "";
                break;
            case "byte_size":
                upload.ByteSize = JsonMembers.Number(ref reader) ?? 0;
                break;
            case "width":
                upload.Width = JsonMembers.Number(ref reader) ?? 0;
                break;
            case "height":
                upload.Height = JsonMembers.Number(ref reader) ?? 0;
                break;
            case "duration_ms":
                upload.DurationMs = JsonMembers.Number(ref reader) ?? 0;
                break;
            case "created_at":
                upload.CreatedAt = JsonMembers.Time(ref reader) ?? default;
                break;
            case "nonce":
                upload.Nonce = JsonMembers.Text(ref reader);
                break;
            default:
                JsonMembers.Skip(ref reader);
                break;
        }
    }
}

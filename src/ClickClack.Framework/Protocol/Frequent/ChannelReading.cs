using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Reads <see cref="WireChannel"/>.</summary>
internal static class ChannelReading
{
    public static WireChannel Read(ref Utf8JsonReader reader) => JsonMembers.Read(ref reader, new WireChannel(), ReadMember);

    public static ChannelsEnvelope ReadEnvelope(ref Utf8JsonReader reader) => new(JsonMembers.ReadContent(ref reader, "channels", ReadAll));

    private static void ReadMember(WireChannel channel, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "id":
                channel.Id = new ChannelId(JsonMembers.RecurringText(ref reader) ?? "");
                break;
            case "route_id":
                channel.RouteId = JsonMembers.Text(ref reader) ?? "";
                break;
            case "workspace_id":
                channel.WorkspaceId = new WorkspaceId(JsonMembers.RecurringText(ref reader) ?? "");
                break;
            case "name":
                channel.Name = JsonMembers.Text(ref reader) ?? "";
                break;
            case "kind":
                channel.Kind = JsonMembers.RecurringText(ref reader) ?? "";
                break;
            case "display_title":
                channel.DisplayTitle = JsonMembers.Text(ref reader);
                break;
            case "created_at":
                channel.CreatedAt = JsonMembers.Time(ref reader) ?? default;
                break;
            case "archived_at":
                channel.ArchivedAt = JsonMembers.Time(ref reader);
                break;
            case "external_managed":
                channel.ExternalManaged = JsonMembers.Flag(ref reader) ?? false;
                break;
            case "external_ref":
                channel.ExternalRef = JsonMembers.Text(ref reader);
                break;
            case "external_url":
                channel.ExternalUrl = JsonMembers.Text(ref reader);
                break;
            case "sidebar_section":
                channel.SidebarSection = JsonMembers.RecurringText(ref reader);
                break;
            case "last_seq":
                channel.LastSeq = JsonMembers.Number(ref reader) ?? 0;
                break;
            case "last_read_seq":
                channel.LastReadSeq = JsonMembers.Number(ref reader) ?? 0;
                break;
            case "unread_count":
                channel.UnreadCount = JsonMembers.Number(ref reader) ?? 0;
                break;
            default:
                JsonMembers.Skip(ref reader);
                break;
        }
    }

    private static WireChannel[] ReadAll(ref Utf8JsonReader reader) => JsonMembers.ReadMany(ref reader, Read);
}

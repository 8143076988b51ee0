using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Reads what a bot asks before its first socket opens.</summary>
internal static class BriefReading
{
    public static BriefWorkspacesEnvelope ReadWorkspaces(ref Utf8JsonReader reader) => new(JsonMembers.ReadContent(ref reader, "workspaces", Workspaces));

    public static BriefChannelsEnvelope ReadChannels(ref Utf8JsonReader reader) => new(JsonMembers.ReadContent(ref reader, "channels", Conversations));

    public static BriefConversationsEnvelope ReadConversations(ref Utf8JsonReader reader) =>
        new(JsonMembers.ReadContent(ref reader, "conversations", Conversations));

    private static BriefWorkspace[] Workspaces(ref Utf8JsonReader reader) => JsonMembers.ReadMany(ref reader, Workspace);

    private static BriefWorkspace Workspace(ref Utf8JsonReader reader) => JsonMembers.Read(ref reader, new BriefWorkspace(), ReadMember);

    private static BriefConversation[] Conversations(ref Utf8JsonReader reader) => JsonMembers.ReadMany(ref reader, Conversation);

    private static BriefConversation Conversation(ref Utf8JsonReader reader) => JsonMembers.Read(ref reader, new BriefConversation(), ReadMember);

    private static void ReadMember(BriefWorkspace workspace, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "id":
                workspace.Id = JsonMembers.Text(ref reader) ?? "";
                break;
            case "name":
                workspace.Name = JsonMembers.Text(ref reader) ?? "";
                break;
            case "slug":
                workspace.Slug = JsonMembers.Text(ref reader) ?? "";
                break;
            default:
                JsonMembers.Skip(ref reader);
                break;
        }
    }

    private static void ReadMember(BriefConversation conversation, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "id":
                conversation.Id = JsonMembers.Text(ref reader) ?? "";
                break;
            case "last_seq":
                conversation.LastSeq = JsonMembers.Number(ref reader) ?? 0;
                break;
            default:
                JsonMembers.Skip(ref reader);
                break;
        }
    }
}

using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Reads <see cref="WireUser"/>.</summary>
internal static class UserReading
{
    public static WireUser Read(ref Utf8JsonReader reader) => JsonMembers.Read(ref reader, new WireUser(), ReadMember);

    public static UserEnvelope ReadEnvelope(ref Utf8JsonReader reader) => new(JsonMembers.ReadContent(ref reader, "user", Read));

    private static void ReadMember(WireUser user, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "id":
                user.Id = new UserId(JsonMembers.RecurringText(ref reader) ?? "");
                break;
            case "kind":
                user.Kind = JsonMembers.RecurringText(ref reader) ?? "";
                break;
            case "display_name":
                user.DisplayName = JsonMembers.RecurringText(ref reader) ?? "";
                break;
            case "handle":
                user.Handle = JsonMembers.RecurringText(ref reader) ?? "";
                break;
            case "avatar_url":
                user.AvatarUrl = JsonMembers.RecurringText(ref reader) ?? "";
                break;
            case "created_at":
                user.CreatedAt = JsonMembers.Time(ref reader) ?? default;
                break;
            case "owner_user_id":
                user.OwnerUserId = JsonMembers.RecurringText(ref reader) is { } owner ? new UserId(owner) : null;
                break;
            case "former_handle":
                user.FormerHandle = JsonMembers.Text(ref reader);
                break;
            case "deleted_at":
                user.DeletedAt = JsonMembers.Time(ref reader);
                break;
            default:
                JsonMembers.Skip(ref reader);
                break;
        }
    }
}

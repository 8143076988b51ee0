using ClickClack.Local.Http;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Rules;

/// <summary>Who may not write, for now or at all. Reading goes on.</summary>
internal static class Moderation
{
    public const string Restricted = "moderation restriction";

    /// <summary>How many messages a guest may post in a day.</summary>
    public const int GuestPosts = 3;

    private const string GuestChannel = "guest";

    private static readonly TimeSpan GuestPeriod = TimeSpan.FromDays(1);

    /// <summary>403 for a member who is blocked or timed out.</summary>
    public static void RequireUnrestricted(Transaction db, string workspaceId, string userId)
    {
        if (ModerationStore.Find(db, workspaceId, userId) is not { } row)
        {
            return;
        }
        if (row.BlockedAt is not null)
        {
            throw Refusal.Forbidden($"{Restricted}: member is blocked");
        }
        if (IsTimedOut(db, row))
        {
            throw Refusal.Forbidden($"{Restricted}: member is timed out until {row.TimeoutUntil}");
        }
    }

    /// <summary>The same, and guests only write in their channel, and little.</summary>
    public static void RequireMayPost(Transaction db, Channel channel, string userId)
    {
        RequireUnrestricted(db, channel.WorkspaceId, userId);
        if (MemberStore.Role(db, channel.WorkspaceId, userId) != "guest")
        {
            return;
        }
        RequireMayRead(db, channel, userId);
        if (PostsRemaining(db, channel.WorkspaceId, userId) == 0)
        {
            throw new Refusal(429, "waiting room post limit reached");
        }
    }

    /// <summary>403 for a guest anywhere but in the guests' channel.</summary>
    public static void RequireMayRead(Transaction db, Channel channel, string userId)
    {
        if (!MayRead(db, channel, userId))
        {
            throw Refusal.Forbidden(Restricted);
        }
    }

    public static bool MayRead(Transaction db, Channel channel, string userId) =>
        channel.Name == GuestChannel || MemberStore.Role(db, channel.WorkspaceId, userId) != "guest";

    /// <summary>Whether a message is of a place that the member may look into: guests have no direct conversations.</summary>
    public static bool MayRead(Transaction db, Message message, string userId) =>
        MemberStore.Role(db, message.WorkspaceId, userId) != "guest"
        || (message.ChannelId is { } channel && ChannelStore.Name(db, channel) == GuestChannel);

    /// <summary>403 for a member who is blocked, timed out or a guest: they have no direct conversations and make no channels.</summary>
    public static void RequireFullMember(Transaction db, string workspaceId, string userId)
    {
        RequireUnrestricted(db, workspaceId, userId);
        RequireNoGuest(db, workspaceId, userId);
    }

    public static void RequireNoGuest(Transaction db, string workspaceId, string userId)
    {
        if (MemberStore.Role(db, workspaceId, userId) == "guest")
        {
            throw Refusal.Forbidden(Restricted);
        }
    }

    /// <summary>403 for anyone who does not run the workspace.</summary>
    public static void RequireModerator(Transaction db, string workspaceId, string userId)
    {
        if (MemberStore.Role(db, workspaceId, userId) is not ("owner" or "moderator"))
        {
            throw Refusal.Forbidden(Restricted);
        }
        RequireUnrestricted(db, workspaceId, userId);
    }

    public static int PostsRemaining(Transaction db, string workspaceId, string userId)
    {
        var since = Timestamps.Format(db.Time - GuestPeriod);
        return Math.Max(0, GuestPosts - (int)(MessageStore.CountBy(db, workspaceId, userId, since) + SlashCommandStore.CountInvocations(db, workspaceId, userId, since)));
    }

    /// <summary>Everyone who hears that a member was moderated: that member, and those who run the workspace and may act.</summary>
    public static IReadOnlyList<string> Audience(Transaction db, string workspaceId, string userId) =>
    [
        userId,
        .. MemberStore.Managers(db, workspaceId).Where(manager => manager != userId && MayAct(db, workspaceId, manager)),
    ];

    private static bool MayAct(Transaction db, string workspaceId, string userId) =>
        ModerationStore.Find(db, workspaceId, userId) is not { } row || (row.BlockedAt is null && !IsTimedOut(db, row));

    private static bool IsTimedOut(Transaction db, ModerationRow row) =>
        row.TimeoutUntil is { } until && Timestamps.Parse(until) > db.Time;
}

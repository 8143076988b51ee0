namespace ClickClack.Dispatch;

/// <summary>
/// Why a message is not handled: all reasons there are. The log, the counters and docs/running.md ("Who is answered") use these words.
/// </summary>
internal static class DropReason
{
    /// <summary>The event names no message.</summary>
    public const string NoMessage = "no message";

    /// <summary>An id of its event is none: it could lead a call elsewhere.</summary>
    public const string InvalidId = "invalid id";

    /// <summary>An earlier run has done it.</summary>
    public const string DoneBefore = "done by an earlier run";

    /// <summary>The bot wrote it itself.</summary>
    public const string OwnMessage = "own message";

    /// <summary>The bot reacted itself.</summary>
    public const string OwnReaction = "own reaction";

    /// <summary>It is a row that shows what a bot does, and not said to anybody.</summary>
    public const string Activity = "activity of a bot";

    /// <summary>A bot wrote it that is not in AllowBots.</summary>
    public const string Bot = "author is a bot";

    /// <summary>It was given up before.</summary>
    public const string DeadLetter = "listed in the dead letters";

    /// <summary>No route listens where it is, whatever its text.</summary>
    public const string NothingListens = "nothing listens there";

    /// <summary>No route applies to its text.</summary>
    public const string NothingMatches = "nothing matches";

    /// <summary>It was deleted before it could be read.</summary>
    public const string Deleted = "deleted before it was read";

    /// <summary>It is gone, or the bot may not see it.</summary>
    public const string NotVisible = "not visible";

    /// <summary>AllowFrom does not name its author.</summary>
    public const string NotAllowed = "not in AllowFrom";

    /// <summary>It would have had to mention the bot.</summary>
    public const string NotMentioned = "not mentioned";

    /// <summary>A bot says more in this conversation than anybody who does not answer an answer.</summary>
    public const string LoopGuard = "loop guard";

    /// <summary>Its author was answered often enough for now.</summary>
    public const string Cooldown = "cooldown";

    /// <summary>A later message of its lane took its place before its turn came, for which the route asks; or a later edit did.</summary>
    public const string Superseded = "superseded";

    /// <summary>It was not edited: it got an attachment.</summary>
    public const string NotEdited = "not edited";

    /// <summary>It is answered as it is now: its edit was read before its event came.</summary>
    public const string Current = "answered as it is";

    /// <summary>A filter of its route refused it, after it was routed.</summary>
    public const string Filter = "refused by a filter";

    /// <summary>What a group of its route's pattern matched is no value of the parameter; found after it was routed.</summary>
    public const string Unfit = "a group does not fit";

    /// <summary>Whether that is because there is no route, rather than against the route.</summary>
    public static bool IsUnmatched(string reason) => reason is NothingListens or NothingMatches;

    /// <summary>Whether somebody wanted an answer who may not have one: an operator is told of those.</summary>
    public static bool IsDenial(string reason) => reason is NotAllowed or LoopGuard or Cooldown or Filter;
}

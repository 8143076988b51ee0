namespace ClickClack.Dispatch;

/// <summary>Who is answered, by the configuration.</summary>
internal sealed record GuardSettings
{
    private const int MostNames = 5;

    /// <summary>The people, by id or <c>@handle</c>, or <c>*</c>; null for everybody.</summary>
    public IReadOnlyList<string>? AllowFrom { get; init; }

    /// <summary>The bots, by id or <c>@handle</c>.</summary>
    public IReadOnlyList<string> AllowBots { get; init; } = [];

    /// <summary>Whether a message in a channel or group must mention the bot.</summary>
    public bool RequireMention { get; init; }

    /// <summary>How often one user is answered; null for no limit.</summary>
    public MessageRate? Cooldown { get; init; }

    /// <summary>In words, for the line that says that the bot is live.</summary>
    public override string ToString()
    {
        string people = AllowFrom is null || AllowFrom.Contains(UserList.Everybody) ? "humans of the workspace" : $"only {Names(AllowFrom)}";
        string bots = AllowBots.Count == 0 ? "" : $" and the {(AllowBots.Count == 1 ? "bot" : "bots")} {Names(AllowBots)}";
        return people + bots + (RequireMention ? ", when mentioned" : "");
    }

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}

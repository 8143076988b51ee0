namespace ClickClack.Dispatch;

/// <summary>A channel or a user whom the bot's routes or settings name.</summary>
/// <param name="Name">A channel's name or id, or a user's handle without <c>@</c>.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Use">Where it is named, for people.</param>
internal sealed record NameInUse(string Name, NameKind Kind, string Use)
{
    /// <summary>What is known of it.</summary>
    public NameStanding Standing { get; set; }

    /// <summary>As people write it.</summary>
    public override string ToString() => Kind != NameKind.Channel ? $"@{Name}" : Name.StartsWith("chn_", StringComparison.Ordinal) ? Name : $"#{Name}";
}

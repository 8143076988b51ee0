namespace ClickClack.Protocol;

/// <summary>
/// What a channel is made with, or what of it is changed; null leaves a setting as it is. An empty text clears title, references and
/// section (3.2 of the protocol).
/// </summary>
public sealed record ChannelSettings
{
    /// <summary>The name: the server makes lower-case letters, digits and dashes of it; <c>guest</c> is reserved.</summary>
    public string? Name { get; init; }

    /// <summary>A longer title; cut at 200 characters.</summary>
    public string? DisplayTitle { get; init; }

    /// <summary>Free text; the server's default is <c>public</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Archives or revives a channel; not for a new one. An archived channel still takes messages.</summary>
    public bool? Archived { get; init; }

    /// <summary>Whether another system keeps it.</summary>
    public bool? ExternalManaged { get; init; }

    /// <summary>That system's reference.</summary>
    public string? ExternalRef { get; init; }

    /// <summary>That system's address.</summary>
    public string? ExternalUrl { get; init; }

    /// <summary>The section of the side bar.</summary>
    public string? SidebarSection { get; init; }
}

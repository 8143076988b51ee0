using System.Text;
using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A message that was found; without its whole text.</summary>
public sealed class WireSearchHit
{
    /// <summary>The id.</summary>
    [JsonInclude]
    public MessageId Id { get; internal set; }

    /// <summary>The workspace.</summary>
    [JsonInclude]
    public WorkspaceId WorkspaceId { get; internal set; }

    /// <summary>The channel; null in a direct conversation.</summary>
    [JsonInclude]
    public ChannelId? ChannelId { get; internal set; }

    /// <summary>The channel's name; null in a direct conversation.</summary>
    [JsonInclude]
    public string? ChannelName { get; internal set; }

    /// <summary>The direct conversation; null in a channel.</summary>
    [JsonInclude]
    public DirectConversationId? DirectConversationId { get; internal set; }

    /// <summary>Who wrote it.</summary>
    [JsonInclude]
    public WireUser Author { get; internal set; } = new();

    /// <summary>The root of its thread.</summary>
    [JsonInclude]
    public MessageId ThreadRootId { get; internal set; }

    /// <summary>The root's id for a reply, null for a root.</summary>
    [JsonInclude]
    public MessageId? ParentMessageId { get; internal set; }

    /// <summary>The number of a root; null for a reply.</summary>
    [JsonInclude]
    public long? ChannelSeq { get; internal set; }

    /// <summary>The number of a reply; null for a root.</summary>
    [JsonInclude]
    public long? ThreadSeq { get; internal set; }

    /// <summary>When it was made, UTC.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>When it was edited last; or null.</summary>
    [JsonInclude]
    public DateTimeOffset? EditedAt { get; internal set; }

    /// <summary>How many replies it has.</summary>
    [JsonInclude]
    public long ReplyCount { get; internal set; }

    /// <summary>When the last was made; or null.</summary>
    [JsonInclude]
    public DateTimeOffset? LastReplyAt { get; internal set; }

    /// <summary>The part of the text around the match.</summary>
    [JsonInclude]
    public string Snippet { get; internal set; } = "";

    /// <summary>What matched, in code points of the snippet.</summary>
    [JsonInclude]
    public IReadOnlyList<WireHighlight> Highlights { get; internal set; } = [];

    /// <summary>
    /// <see cref="Highlights"/> as ranges of <see cref="Snippet"/>, which is UTF-16: none cuts a character in two, leaves the snippet, or
    /// is empty. In the server's order.
    /// </summary>
    public IReadOnlyList<Range> HighlightRanges()
    {
        // Where each code point begins, and where the last one ends.
        var starts = new List<int>(Snippet.Length + 1);
        int end = 0;
        foreach (Rune rune in Snippet.EnumerateRunes())
        {
            starts.Add(end);
            end += rune.Utf16SequenceLength;
        }

        starts.Add(end);
        var ranges = new List<Range>(Highlights.Count);
        foreach (WireHighlight highlight in Highlights)
        {
            int from = starts[Math.Clamp(highlight.Start, 0, starts.Count - 1)];
            int to = starts[Math.Clamp(highlight.End, 0, starts.Count - 1)];
            if (from < to)
            {
                ranges.Add(from..to);
            }
        }

        return ranges;
    }
}

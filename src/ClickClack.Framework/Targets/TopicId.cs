namespace ClickClack;

/// <summary>The id of a topic (<c>top_…</c>). The server's ids are opaque: beyond the prefix nothing is promised.</summary>
/// <param name="Value">The id as the server writes it. Null only in a default value.</param>
public readonly record struct TopicId(string Value)
{
    /// <summary>The id as the server writes it; empty for a default value.</summary>
    public override string ToString() => Value ?? "";
}

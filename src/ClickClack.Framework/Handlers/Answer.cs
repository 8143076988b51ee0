using System.ComponentModel;

namespace ClickClack.Handlers;

/// <summary>What a handler returned, whatever its form: nothing, replies, or a text that grows. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Answer
{
    private readonly IReadOnlyList<Reply>? replies;

    private Answer(IReadOnlyList<Reply>? replies, IAsyncEnumerable<string?>? stream)
    {
        this.replies = replies;
        Stream = stream;
    }

    /// <summary>The replies, in order, without those that say nothing.</summary>
    public IReadOnlyList<Reply> Replies => replies ?? [];

    /// <summary>The text that grows, in pieces to be appended; null if there is none. It is read once.</summary>
    public IAsyncEnumerable<string?>? Stream { get; }

    /// <summary>Why the handler was not called after all; null if it was.</summary>
    public string? Refusal { get; private init; }

    /// <summary>The handler was not called, because a filter refused.</summary>
    /// <param name="result">What the filter decided.</param>
    public static Answer Refused(FilterResult result) => Of(result.Answer) with { Refusal = "refused by a filter" };

    /// <summary>The handler was not called, because what a group of its pattern matched is no value of its parameter.</summary>
    public static Answer Unfit() => new(null, null) { Refusal = "a group does not fit" };

    /// <summary>One text.</summary>
    /// <param name="text">The text; null or blank is no reply.</param>
    public static Answer Of(string? text) => Of((Reply?)text);

    /// <summary>One reply.</summary>
    /// <param name="reply">The reply; null or blank is none.</param>
    public static Answer Of(Reply? reply) => reply is null or { IsBlank: true } ? default : new Answer([reply], null);

    /// <summary>
    /// Several replies. They are taken here and now, while the handler still counts as running: what the sequence throws is the handler's
    /// failure, and what it uses is still there.
    /// </summary>
    /// <param name="replies">The replies; null is none, and so are those in it that are null or blank.</param>
    public static Answer Of(IEnumerable<Reply?>? replies)
    {
        var taken = new List<Reply>();
        foreach (Reply? reply in replies ?? [])
        {
            if (reply is { IsBlank: false })
            {
                taken.Add(reply);
            }
        }

        return new Answer(taken, null);
    }

    /// <summary>Several texts, each a message of its own.</summary>
    /// <param name="texts">The texts; null is none, and so are those in it that are null or blank.</param>
    public static Answer Of(IEnumerable<string?>? texts) => Of(texts?.Select(static text => (Reply?)text));

    /// <summary>A text that grows.</summary>
    /// <param name="chunks">What is appended, piece by piece; null is no reply.</param>
    public static Answer Of(IAsyncEnumerable<string?>? chunks) => new(null, chunks);

    /// <summary>The pieces of a text that grows, or none.</summary>
    /// <param name="chunks">The pieces; may be null.</param>
    public static IAsyncEnumerable<string?> Chunks(IAsyncEnumerable<string?>? chunks) => chunks ?? Nothing();

    private static async IAsyncEnumerable<string?> Nothing()
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }
}

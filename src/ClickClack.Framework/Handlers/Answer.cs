using System.ComponentModel;

namespace ClickClack.Handlers;

/// <summary>What a handler returned, whatever its form: nothing, replies, or a text that grows. Used by generated code.</summary>
/// <remarks>It holds what came as it came, and is no larger than a reference: replies are made of it when somebody asks for them.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Answer
{
    /// <summary>Null, a text, a reply, an array of replies, a stream, or a refusal.</summary>
    private readonly object? content;

    private Answer(object? content) => this.content = content;

    /// <summary>The replies, in order, without those that say nothing. Made anew each time.</summary>
    public IReadOnlyList<Reply> Replies => content switch
    {
        string text => string.IsNullOrWhiteSpace(text) ? [] : [Reply.InPlace(text)],
        Reply reply => reply.IsBlank ? [] : [reply],
        Reply[] several => several,
        NotCalled refused => refused.Answer.Replies,
        _ => [],
    };

    /// <summary>The text that grows, in pieces to be appended; null if there is none. It is read once.</summary>
    public IAsyncEnumerable<string?>? Stream => content as IAsyncEnumerable<string?>;

    /// <summary>Why the handler was not called after all; null if it was.</summary>
    public string? Refusal => (content as NotCalled)?.Reason;

    /// <summary>The handler was not called, because a filter refused.</summary>
    /// <param name="result">What the filter decided.</param>
    public static Answer Refused(FilterResult result) => new(new NotCalled(Of(result.Answer), "refused by a filter"));

    /// <summary>The handler was not called, because what a group of its pattern matched is no value of its parameter.</summary>
    public static Answer Unfit() => new(NotCalled.Unfit);

    /// <summary>One text.</summary>
    /// <param name="text">The text; null or blank is no reply.</param>
    public static Answer Of(string? text) => new(text);

    /// <summary>One reply.</summary>
    /// <param name="reply">The reply; null or blank is none.</param>
    public static Answer Of(Reply? reply) => new(reply);

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

        return new(taken.ToArray());
    }

    /// <summary>Several texts, each a message of its own.</summary>
    /// <param name="texts">The texts; null is none, and so are those in it that are null or blank.</param>
    public static Answer Of(IEnumerable<string?>? texts) => Of(texts?.Select(static text => (Reply?)text));

    /// <summary>A text that grows.</summary>
    /// <param name="chunks">What is appended, piece by piece; null is no reply.</param>
    public static Answer Of(IAsyncEnumerable<string?>? chunks) => new(chunks);

    /// <summary>The pieces of a text that grows, or none.</summary>
    /// <param name="chunks">The pieces; may be null.</param>
    public static IAsyncEnumerable<string?> Chunks(IAsyncEnumerable<string?>? chunks) => chunks ?? Nothing();

    private static async IAsyncEnumerable<string?> Nothing()
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }

    /// <summary>The handler was not called, and what is said instead.</summary>
    private sealed record NotCalled(Answer Answer, string Reason)
    {
        public static readonly NotCalled Unfit = new(default, "a group does not fit");
    }
}

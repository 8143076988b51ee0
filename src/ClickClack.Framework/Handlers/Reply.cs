using System.Diagnostics.CodeAnalysis;

namespace ClickClack;

/// <summary>
/// What a handler answers. Immutable and equal by value. A text converts to it by itself; null or blank text is no reply.
/// </summary>
public sealed record Reply
{
    private Reply(string text, ReplyPlacement placement, Target? target)
    {
        Text = text;
        Placement = placement;
        Target = target;
        Files = [];
    }

    /// <summary>The text, Markdown. The server trims it.</summary>
    public string Text { get; }

    /// <summary>Where it goes.</summary>
    public ReplyPlacement Placement { get; }

    /// <summary>The target with <see cref="ReplyPlacement.Target"/>, else null.</summary>
    public Target? Target { get; }

    /// <summary>The files it carries, in order.</summary>
    public IReadOnlyList<ReplyFile> Files { get; private init; }

    /// <summary>Whether there is nothing to send: no text and no file.</summary>
    public bool IsBlank => Files.Count == 0 && string.IsNullOrWhiteSpace(Text);

    /// <summary>A reply where the message was: its direct conversation, its thread, or its channel as a quote.</summary>
    /// <param name="text">The text; null or blank is no reply.</param>
    /// <returns>The reply.</returns>
    public static Reply InPlace(string? text) => new(text ?? "", ReplyPlacement.InPlace, null);

    /// <summary>A reply in the thread of the message, opened if there is none.</summary>
    /// <inheritdoc cref="InPlace"/>
    public static Reply InThread(string? text) => new(text ?? "", ReplyPlacement.Thread, null);

    /// <summary>A reply where the message was, without a quote.</summary>
    /// <inheritdoc cref="InPlace"/>
    public static Reply Plain(string? text) => new(text ?? "", ReplyPlacement.Plain, null);

    /// <summary>A reply to somewhere else.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="text">The text; null or blank is no reply.</param>
    /// <returns>The reply.</returns>
    public static Reply To(Target target, string? text)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new(text ?? "", ReplyPlacement.Target, target);
    }

    /// <summary>
    /// The same reply with one more file. The server keeps files for good and takes no more than 64 of them, and 512 MiB, of a bot in a
    /// workspace. A reply of files alone has their names as its text.
    /// </summary>
    /// <param name="name">Its name. Only what follows the last slash or backslash is used.</param>
    /// <param name="content">Its bytes, which are copied; with the form around them at most 64 MiB.</param>
    /// <param name="contentType">Its media type.</param>
    /// <returns>The reply.</returns>
    public Reply WithFile(string name, ReadOnlySpan<byte> content, string contentType = "application/octet-stream") =>
        With(name, contentType, content.ToArray(), null);

    /// <summary>The same reply with one more file, opened when the reply is about to be sent and while its handler still counts as running.</summary>
    /// <param name="name">Its name. Only what follows the last slash or backslash is used.</param>
    /// <param name="open">Opens it; what it throws is the handler's failure. The stream is disposed of.</param>
    /// <param name="contentType">Its media type.</param>
    /// <returns>The reply.</returns>
    public Reply WithFile(string name, Func<CancellationToken, ValueTask<Stream>> open, string contentType = "application/octet-stream")
    {
        ArgumentNullException.ThrowIfNull(open);
        return With(name, contentType, null, open);
    }

    /// <inheritdoc/>
    public bool Equals(Reply? other) => other is not null
        && Text == other.Text
        && Placement == other.Placement
        && Target == other.Target
        && Files.SequenceEqual(other.Files);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Placement, Target, Files.Count);

    /// <summary>A text is a reply where the message was.</summary>
    /// <param name="text">The text, or null for no reply.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Reply?(string? text) => text is null ? null : InPlace(text);

    /// <summary>The text, for a debugger or a test's output.</summary>
    public override string ToString() => Text;

    private Reply With(string name, string contentType, byte[]? content, Func<CancellationToken, ValueTask<Stream>>? open)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(contentType);
        return this with { Files = [.. Files, new ReplyFile(name, contentType, content, open)] };
    }
}

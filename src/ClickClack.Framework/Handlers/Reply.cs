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
    }

    /// <summary>The text, Markdown. The server trims it.</summary>
    public string Text { get; }

    /// <summary>Where it goes.</summary>
    public ReplyPlacement Placement { get; }

    /// <summary>The target with <see cref="ReplyPlacement.Target"/>, else null.</summary>
    public Target? Target { get; }

    /// <summary>Whether there is nothing to send.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

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

    /// <summary>A text is a reply where the message was.</summary>
    /// <param name="text">The text, or null for no reply.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Reply?(string? text) => text is null ? null : InPlace(text);

    /// <summary>The text, for a debugger or a test's output.</summary>
    public override string ToString() => Text;
}

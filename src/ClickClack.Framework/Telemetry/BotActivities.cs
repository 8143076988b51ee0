using System.Diagnostics;

namespace ClickClack.Telemetry;

/// <summary>The spans of the bot, of the source <c>ClickClack</c>: an event, in it a handler's run, and the reply. docs/observability.md lists them.</summary>
internal static class BotActivities
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "ClickClack";

    /// <summary>The span of an event from when it was its turn to be fetched to its end.</summary>
    public const string EventSpan = "clickclack.event";

    /// <summary>The span of one attempt of a handler.</summary>
    public const string HandleSpan = "clickclack.handle";

    /// <summary>The span of writing a reply.</summary>
    public const string ReplySpan = "clickclack.reply";

    /// <summary>The source.</summary>
    public static ActivitySource Source { get; } = new(SourceName);

    /// <summary>The current span, if it is one of the bot's.</summary>
    public static Activity? Current => Activity.Current is { } current && ReferenceEquals(current.Source, Source) ? current : null;
}

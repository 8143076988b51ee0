namespace ClickClack.Telemetry;

/// <summary>The names of the tags of metrics and spans.</summary>
internal static class Tags
{
    /// <summary>Which bot it is: its handle, or its user id if it has none.</summary>
    public const string Account = "clickclack.account";

    /// <summary>An event's type.</summary>
    public const string EventType = "clickclack.event.type";

    /// <summary>Why a message was not handled.</summary>
    public const string Reason = "clickclack.reason";

    /// <summary>A handler's name.</summary>
    public const string Handler = "clickclack.handler";

    /// <summary>What a route listens to.</summary>
    public const string Cause = "clickclack.cause";

    /// <summary>The type of an exception.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Whether one message was fetched or a page.</summary>
    public const string FetchKind = "clickclack.fetch.kind";

    /// <summary>What became of a reply.</summary>
    public const string Outcome = "clickclack.outcome";

    /// <summary>Why a connection ended.</summary>
    public const string EndKind = "clickclack.end.kind";

    /// <summary>The code with which the server closed a connection.</summary>
    public const string CloseCode = "clickclack.close.code";

    /// <summary>A state of the connection.</summary>
    public const string State = "clickclack.state";

    /// <summary>The trigger key of a message; spans only.</summary>
    public const string Trigger = "clickclack.trigger";

    /// <summary>The correlation id of the request that caused an event; spans only.</summary>
    public const string CorrelationId = "clickclack.correlation_id";
}

using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>A route in words: for start-up lines, logs and dead letters. Used by generated code.</summary>
/// <param name="Cause">What it listens to, for example <c>/roll</c> or <c>#general</c>.</param>
/// <param name="Handler">The method, for example <c>EchoBot.Dice.Roll</c>.</param>
/// <param name="UsesServices">Whether the call needs a scope of services.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RouteDescription(string Cause, string Handler, bool UsesServices)
{
    /// <summary>Who may use it; null for whomever the configuration admits.</summary>
    public RouteGuards? Guards { get; init; }

    /// <summary>Which of its messages wait for each other; null for what came before in the conversation or thread, whatever its route.</summary>
    public RouteLane? Lane { get; init; }

    /// <summary>Whether it handles errors of other routes, and no messages.</summary>
    public bool HandlesErrors { get; init; }

    /// <summary>What the command takes; null if it is none.</summary>
    public CommandDescription? Command { get; init; }

    /// <summary>Whether the handler of a reaction takes the message reacted to, which has to be fetched.</summary>
    public bool NeedsMessage { get; init; }

    /// <summary>The event it observes; null for what handles messages, reactions or errors.</summary>
    public Type? Event { get; init; }
}

using System.ComponentModel;
using System.Text.RegularExpressions;

namespace ClickClack.Dispatch;

/// <summary>A route as data: for start-up lines, logs and dead letters, and for explaining which route wins. Used by generated code.</summary>
/// <param name="Cause">What it listens to, for example <c>/roll</c> or <c>#general</c>.</param>
/// <param name="Handler">The method, for example <c>EchoBot.Dice.Roll</c>.</param>
/// <param name="UsesServices">Whether the call needs a scope of services.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RouteDescription(string Cause, string Handler, bool UsesServices)
{
    /// <summary>What it listens to.</summary>
    public RouteKind Kind { get; init; }

    /// <summary>The names of a command without the slash, the first its own and the others aliases; empty for other kinds.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>The regular expression of a pattern; null for other kinds.</summary>
    public string? Pattern { get; init; }

    /// <summary>The same, ready to match; null for other kinds.</summary>
    public Func<Regex>? Regex { get; init; }

    /// <summary>Of patterns the one with the lowest order wins.</summary>
    public int Order { get; init; }

    /// <summary>Where it listens: any of them will do.</summary>
    public IReadOnlyList<RoutePlace> Places { get; init; } = [];

    /// <summary>The only account it belongs to; null for all of them.</summary>
    public string? Account { get; init; }

    /// <summary>The scopes of the token that it says it needs.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The filters that are asked before its handler is called, in order.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Who may use it; null for whomever the configuration admits.</summary>
    public RouteGuards? Guards { get; init; }

    /// <summary>Which of its messages wait for each other; null for what came before in the conversation or thread, whatever its route.</summary>
    public RouteLane? Lane { get; init; }

    /// <summary>Whether a command runs again when its message is edited, and its answer goes when the message does.</summary>
    public bool FollowsEdits { get; init; }

    /// <summary>What the command takes; null if it is none.</summary>
    public CommandDescription? Command { get; init; }

    /// <summary>The reactions it listens to; null for what listens to something else.</summary>
    public ReactionDescription? Reaction { get; init; }

    /// <summary>Whether the handler of a reaction takes the message reacted to, which has to be fetched.</summary>
    public bool NeedsMessage { get; init; }

    /// <summary>The event it observes; null for what handles messages, reactions or errors.</summary>
    public Type? Event { get; init; }
}

namespace ClickClack;

/// <summary>Whether a route takes a message or reaction, or is told of an event.</summary>
public enum RouteOutcome
{
    /// <summary>It does not match.</summary>
    DoesNotMatch,

    /// <summary>It matches, but another one goes before it.</summary>
    Loses,

    /// <summary>It takes the message.</summary>
    Wins,

    /// <summary>It is told of the event, as every other that observes it is.</summary>
    Observes,
}

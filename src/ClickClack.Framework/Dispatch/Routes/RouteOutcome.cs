namespace ClickClack;

/// <summary>Whether a route takes a message.</summary>
public enum RouteOutcome
{
    /// <summary>It does not match.</summary>
    DoesNotMatch,

    /// <summary>It matches, but another one goes before it.</summary>
    Loses,

    /// <summary>It takes the message.</summary>
    Wins,
}

using ClickClack.Dispatch;

namespace ClickClack;

/// <summary>What becomes of one route for one message, reaction or event.</summary>
/// <param name="Route">The route.</param>
/// <param name="Outcome">Whether it takes that, or is told of it.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record RouteVerdict(RouteDescription Route, RouteOutcome Outcome, string Reason);

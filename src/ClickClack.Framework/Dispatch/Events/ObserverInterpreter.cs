namespace ClickClack.Dispatch;

/// <summary>Decides from the routes' data alone which of them are told of an event, and why the others are not.</summary>
/// <param name="happened">What happened: an event of the server, or of the connection.</param>
/// <param name="bot">The bot's user id; null if nobody says.</param>
/// <param name="settings">What the routes were given at start.</param>
internal sealed class ObserverInterpreter(object happened, UserId? bot, RouteSettings settings)
{
    private readonly bool isOwn = happened is ServerEvent ofServer && bot is not null && EventMapping.DoneBy(ofServer) == bot;

    /// <summary>Judges routes: each for itself, as all that observe an event are told of it.</summary>
    public EventExplanation Explain(IEnumerable<RouteDescription> routes) => new(happened.GetType().Name, [.. routes.Select(route =>
        WhyNot(route) is { } problem
            ? new RouteVerdict(route, RouteOutcome.DoesNotMatch, problem)
            : new RouteVerdict(route, RouteOutcome.Observes, "it observes the event, as others may"))]);

    private string? WhyNot(RouteDescription route) =>
        route.Event is not { } observed ? "it observes no events"
        : !settings.Owns(route) ? $"it belongs to the account {route.Account}"
        : observed != happened.GetType() ? $"its parameter is a {observed.Name}"
        : isOwn ? "the bot did it itself, which is not told"
        : null;
}

namespace ClickClack.Dispatch;

/// <summary>
/// Decides from the routes' data alone which of them takes a reaction, and why the others do not: by none of the code that was emitted to
/// decide the same.
/// </summary>
/// <param name="reaction">The reaction.</param>
/// <param name="isToReply">Whether the message reacted to is a reply in a thread.</param>
/// <param name="settings">What the routes were given at start.</param>
internal sealed class ReactionInterpreter(Reaction reaction, bool isToReply, RouteSettings settings)
{
    private readonly PlaceInterpreter place = new(reaction.Channel, reaction.Conversation, isToReply, settings);
    private readonly string emoji = new([.. reaction.Emoji.Where(character => character != '\uFE0F')]);

    /// <summary>Judges routes, which are in order: of equals the first wins.</summary>
    public RouteExplanation Explain(IEnumerable<RouteDescription> routes)
    {
        var judged = routes.Select(route => (Route: route, Problem: WhyNot(route), Worth: WorthOf(route))).ToList();
        RouteDescription? winner = null;
        (bool NamesEmoji, RouteRank Place, bool HasAccount) best = default;
        foreach ((RouteDescription route, string? problem, var worth) in judged)
        {
            if (problem is null && (winner is null || worth.CompareTo(best) > 0))
            {
                (winner, best) = (route, worth);
            }
        }

        return new RouteExplanation(winner, Refusal: null, [.. judged.Select(one =>
            ReferenceEquals(one.Route, winner) ? new RouteVerdict(one.Route, RouteOutcome.Wins, "it matches, and nothing else goes before it")
            : one.Problem is null ? new RouteVerdict(one.Route, RouteOutcome.Loses, $"{winner!.Handler} goes before it: {WhyBefore(best, one.Worth)}")
            : new RouteVerdict(one.Route, RouteOutcome.DoesNotMatch, one.Problem))]);
    }

    private string? WhyNot(RouteDescription route) => route.Reaction is not { } listens
        ? "it listens to something else than reactions"
        : place.WhyNot(route) is { } elsewhere ? elsewhere
        : listens.Removed != reaction.IsRemoved ? listens.Removed ? "it listens to reactions that are taken back" : "it listens to reactions that are given"
        : listens.Emojis.Count > 0 && !listens.Emojis.Contains(emoji) ? $"it listens to {string.Join(" and ", listens.Emojis)}"
        : null;

    private (bool NamesEmoji, RouteRank Place, bool HasAccount) WorthOf(RouteDescription route) =>
        (route.Reaction is { Emojis.Count: > 0 }, place.Best(route) ?? RouteRank.None, route.Account is not null);

    private static string WhyBefore((bool NamesEmoji, RouteRank Place, bool HasAccount) best, (bool NamesEmoji, RouteRank Place, bool HasAccount) other) =>
        best.NamesEmoji != other.NamesEmoji ? "it names the emoji"
        : best.Place != other.Place ? "its place is more specific"
        : best.HasAccount != other.HasAccount ? "it belongs to this account"
        : "it comes first in the source";
}

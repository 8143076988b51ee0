using System.Text;
using ClickClack.Dispatch;

namespace ClickClack;

/// <summary>Which route takes a message, and why the others do not.</summary>
/// <param name="Winner">The route that takes it; null if none does.</param>
/// <param name="Refusal">
/// Which of its guards refuses the message all the same, in words; null if none does, as far as that can be told from one message alone:
/// cooldowns and filters are not asked.
/// </param>
/// <param name="Routes">All routes, in the order in which they were found.</param>
public sealed record RouteExplanation(RouteDescription? Winner, string? Refusal, IReadOnlyList<RouteVerdict> Routes)
{
    /// <summary>A line about the winner, and one for each other route.</summary>
    public override string ToString()
    {
        var lines = new StringBuilder();
        lines.Append(Winner is null ? "no route takes it" : $"{Winner.Cause} takes it: {Winner.Handler}");
        lines.Append(Refusal is null ? "" : $", but is not called: {Refusal}");
        foreach (RouteVerdict verdict in Routes.Where(verdict => verdict.Outcome != RouteOutcome.Wins))
        {
            lines.Append('\n').Append("  ").Append(verdict.Route.Cause).Append(" (").Append(verdict.Route.Handler).Append("): ").Append(verdict.Reason);
        }

        return lines.ToString();
    }
}

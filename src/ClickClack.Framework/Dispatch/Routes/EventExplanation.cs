using System.Text;
using ClickClack.Dispatch;

namespace ClickClack;

/// <summary>Which observers are told of an event, and why the others are not.</summary>
/// <param name="Event">The event, for example <c>MessageEdited</c>.</param>
/// <param name="Routes">All routes, in the order in which they were found; those that are told are called in that order.</param>
public sealed record EventExplanation(string Event, IReadOnlyList<RouteVerdict> Routes)
{
    /// <summary>The observers that are told, in the order in which they are called; empty if none is.</summary>
    public IReadOnlyList<RouteDescription> Told =>
        [.. Routes.Where(static verdict => verdict.Outcome == RouteOutcome.Observes).Select(static verdict => verdict.Route)];

    /// <summary>A line about those that are told, and one for each other route.</summary>
    public override string ToString()
    {
        var lines = new StringBuilder();
        string told = string.Join(", ", Told.Select(static route => route.Handler));
        lines.Append(told.Length == 0 ? $"nobody is told of {Event}" : $"{Event} is told to {told}");
        foreach (RouteVerdict verdict in Routes.Where(static verdict => verdict.Outcome != RouteOutcome.Observes))
        {
            lines.Append('\n').Append("  ").Append(verdict.Route.Cause).Append(" (").Append(verdict.Route.Handler).Append("): ").Append(verdict.Reason);
        }

        return lines.ToString();
    }
}

using System.Globalization;

namespace ClickClack.Generators;

/// <content>The lane as it is part of a route's description.</content>
internal static partial class Lanes
{
    /// <summary>The expression that makes it.</summary>
    public static string Emit(RouteLane lane)
    {
        var details = new List<string>();
        if (lane.Mode == Debounce)
        {
            details.Add($"Quiet = global::System.TimeSpan.FromSeconds({lane.Seconds.ToString("R", CultureInfo.InvariantCulture)}d)");
        }

        if (lane.Priority)
        {
            details.Add("Priority = true");
        }

        string initializer = details.Count == 0 ? "" : $" {{ {string.Join(", ", details)} }}";
        return $"new RouteLane(global::ClickClack.By.{lane.By}, global::ClickClack.LaneMode.{lane.Mode}){initializer}";
    }
}

namespace ClickClack.Generators;

/// <summary>Which messages of a route wait for each other, and how.</summary>
/// <param name="By">What the messages of one lane have in common, a member of <c>By</c>.</param>
/// <param name="Mode">What becomes of those that come while one is at work, a member of <c>LaneMode</c>.</param>
/// <param name="Seconds">How long a lane must be quiet; 0 if that does not matter.</param>
/// <param name="Priority">Whether it has places of its own to run in.</param>
internal sealed record RouteLane(string By, string Mode, double Seconds, bool Priority);

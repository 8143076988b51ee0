namespace ClickClack.Wire.Tests.Crashes;

/// <summary>What people see in the end, of one command.</summary>
/// <param name="Life">The first life.</param>
/// <param name="Asked">The command.</param>
/// <param name="Answers">What the bot said in its channel since, but for the answer to what came last.</param>
/// <param name="Replies">What it said in the command's thread.</param>
/// <param name="Files">The contents of the files that its answers carry.</param>
/// <param name="Groups">What was said in each group made since.</param>
/// <param name="Elsewhere">What it said in another channel.</param>
/// <param name="DeadLetters">Why the command was given up, each time it was.</param>
internal sealed record Outcome(
    Life Life,
    LocalMessage Asked,
    IReadOnlyList<LocalMessage> Answers,
    IReadOnlyList<string> Replies,
    IReadOnlyList<string> Files,
    IReadOnlyList<IReadOnlyList<string>> Groups,
    IReadOnlyList<string> Elsewhere,
    IReadOnlyList<string> DeadLetters)
{
    /// <summary>The texts of what it answered.</summary>
    public IReadOnlyList<string> Texts => [.. Answers.Select(answer => answer.Body)];
}

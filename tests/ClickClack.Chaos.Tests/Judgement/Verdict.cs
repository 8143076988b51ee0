namespace ClickClack.Chaos.Tests.Judgement;

/// <summary>What is wrong with what people see.</summary>
/// <param name="Missing">What is not there, and may still come.</param>
/// <param name="Wrong">What is there and must not be, or not so.</param>
internal sealed record Verdict(IReadOnlyList<string> Missing, IReadOnlyList<string> Wrong)
{
    public bool IsGood => Missing.Count == 0 && Wrong.Count == 0;

    public override string ToString() => IsGood
        ? "every message was answered once, whole and in order"
        : string.Join('\n', [.. Missing.Select(text => $"missing: {text}"), .. Wrong.Select(text => $"wrong: {text}")]);
}

namespace ClickClack.Wire.Tests.Crashes;

/// <summary>A moment at which a process can die: just before or just after something of it reaches the world outside.</summary>
/// <param name="Effect">What reaches it, for example <c>POST /api/channels/*/messages</c> or <c>write checkpoint.jsonl</c>.</param>
/// <param name="Number">Which time, from 1.</param>
/// <param name="After">Whether it has happened by then.</param>
internal readonly record struct CrashPoint(string Effect, int Number, bool After)
{
    public override string ToString() => $"{(After ? "after" : "before")} {Effect} ({Number})";
}

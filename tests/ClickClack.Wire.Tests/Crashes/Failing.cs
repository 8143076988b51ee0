namespace ClickClack.Wire.Tests.Crashes;

/// <summary>Commands that fail, and what is said then.</summary>
internal static class Failing
{
    [OnCommand("failing")]
    public static string Fail() => throw new InvalidOperationException("never");

    /// <summary>Fails as long as it is given nothing.</summary>
    [OnCommand("fickle"), FollowEdits]
    public static string Fickle(string? word = null) => word ?? throw new InvalidOperationException("nothing");

    [OnError]
    public static string Sorry(InvalidOperationException error) => $"sorry: {error.Message}";
}

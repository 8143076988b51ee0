namespace ClickClack.Handlers;

/// <summary>Shows nothing: where nobody could see it.</summary>
internal sealed class NoProgress : IAgentProgress
{
    private NoProgress()
    {
    }

    /// <summary>The only one there need be.</summary>
    public static NoProgress Instance { get; } = new();

    public void Report(string value)
    {
    }
}

using ClickClack.Client;

namespace ClickClack.Replies;

/// <summary>The server refuses a message of a plan for good.</summary>
/// <param name="left">What of the plan is not written; null if nothing was planned yet.</param>
/// <param name="error">What the server said.</param>
internal sealed class PlanRefusedException(Plan? left, ApiException error) : Exception(error.Message, error)
{
    /// <summary>What of the plan is not written; null if nothing was planned yet.</summary>
    public Plan? Left { get; } = left;

    /// <summary>What the server said.</summary>
    public ApiException Error { get; } = error;
}

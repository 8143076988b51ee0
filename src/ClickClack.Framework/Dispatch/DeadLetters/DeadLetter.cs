using System.Text.Json.Serialization;
using ClickClack.Protocol;
using ClickClack.Replies;

namespace ClickClack.Dispatch;

/// <summary>A message that will not be answered, and why.</summary>
/// <param name="At">When it was given up, UTC.</param>
/// <param name="Trigger">Its trigger key.</param>
/// <param name="Route">The handler and what it listens to; null if it did not come so far.</param>
/// <param name="Error">The last error, in one line.</param>
/// <param name="Plan">What was to be written and is not; null if its handler did not come so far.</param>
internal sealed record DeadLetter(
    DateTimeOffset At,
    string Trigger,
    string? Route,
    string Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Plan? Plan = null)
{
    /// <summary>The event, if it is more than the name of a message: without it nobody could try again. Null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WireEvent? Event { get; init; }
}

using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>So many messages in so long. Used by generated code.</summary>
/// <param name="Messages">How many, at least 1.</param>
/// <param name="Per">In how long, more than zero.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record MessageRate(int Messages, TimeSpan Per);

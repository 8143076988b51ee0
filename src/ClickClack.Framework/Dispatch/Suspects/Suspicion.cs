namespace ClickClack.Dispatch;

/// <summary>How a trigger is treated that was at work when the process died (delivery rule 18).</summary>
/// <param name="RunAloneAfter">From so many deaths on it runs while nothing else does.</param>
/// <param name="GiveUpAfter">From so many deaths on it does not run any more.</param>
internal sealed record Suspicion(int RunAloneAfter, int GiveUpAfter);

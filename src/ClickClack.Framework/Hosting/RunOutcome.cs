namespace ClickClack.Hosting;

/// <summary>How the run ended, for the process's exit code.</summary>
internal sealed class RunOutcome
{
    /// <summary>0, or 1 if the bot had to give up.</summary>
    public int ExitCode { get; set; }
}

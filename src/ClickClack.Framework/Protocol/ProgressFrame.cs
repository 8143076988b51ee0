namespace ClickClack.Protocol;

/// <summary>
/// The payload of <see cref="EventTypes.AgentProgress"/> as the server's own clients read it (3.15 of the protocol): one line of what a
/// bot is doing, or the end of all of them.
/// </summary>
/// <param name="TurnId">Which piece of work it is about. Its lines go together.</param>
/// <param name="Seq">Which frame of that, from 1.</param>
/// <param name="Op"><c>append</c> for a new line, <c>update</c> for one that is there, <c>clear</c> for the end of the turn.</param>
/// <param name="Line">The line; null with <c>clear</c>.</param>
internal sealed record ProgressFrame(string TurnId, int Seq, string Op, ProgressLine? Line);

/// <summary>A line of what a bot is doing.</summary>
/// <param name="Id">Which line. A frame with the same replaces it.</param>
/// <param name="Kind">What it is about, for example <c>commentary</c>.</param>
/// <param name="Text">What it says.</param>
internal sealed record ProgressLine(string Id, string Kind, string Text);

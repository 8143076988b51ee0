namespace ClickClack.Protocol;

/// <summary>An entry for a bot's command menu (3.13 of the protocol).</summary>
/// <param name="Command">The command, with or without its slash: 1 to 32 of <c>a-z 0-9 _ -</c>.</param>
/// <param name="Description">What it does: 1 to 100 characters.</param>
/// <param name="ArgsHint">What to type behind it, at most 100 characters; or null.</param>
public sealed record MenuCommand(string Command, string Description, string? ArgsHint = null);

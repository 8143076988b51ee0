namespace ClickClack;

/// <summary>
/// Lets a command follow its message: when the author edits the message the command runs again with the new text, and its answer takes the
/// place of the earlier one; when the message is deleted, so is the answer.
/// </summary>
/// <remarks>
/// On a class it holds for every command in it. An edit that makes the message such a command is answered too, and one that makes it
/// anything else changes nothing. What the handler sent by itself with <see cref="IBot.SendAsync"/> stays as it is, and is not sent again.
/// Guards judge an edit as they judge a message, by the time of the edit.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class FollowEditsAttribute : Attribute;

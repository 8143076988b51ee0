namespace ClickClack;

/// <summary>
/// Observes what happens: the event is the type of its parameter, a <see cref="ServerEvent"/>, <see cref="ConnectionGap"/> or
/// <see cref="ConnectionStatus"/>. All observers of an event run, after the handler that takes the message or reaction if there is one.
/// They answer nobody: they return <c>void</c>, <c>Task</c> or <c>ValueTask</c>, and send only with an <c>idempotencyKey</c>. They hear of
/// the whole workspace, but not of what the bot itself says, reacts, pins or types.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class OnEventAttribute : Attribute;

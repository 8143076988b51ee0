namespace ClickClack;

/// <summary>
/// Has the last word on a message whose handler failed on its last attempt. Next to handlers it is called for those of its class; in a
/// class of its own, for all of the assembly whose class has none for that error. What it returns is the answer: a text, a
/// <see cref="Reply"/>, several, or nothing. It runs once; if it fails too, that is logged. The framework itself never says what went
/// wrong: what an exception's text tells is for the log.
/// </summary>
/// <remarks>
/// It takes the <see cref="Exception"/>, or a derived type and is then called for that only (of several the most derived wins), and like
/// any handler a <see cref="Message"/>, an <see cref="Author"/>, services, and a <see cref="CancellationToken"/>. By then the message is in
/// the dead letters. It is not called for what is no failure of a handler: a refusal of the answer by the server, a stop, or a fault of
/// the framework.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class OnErrorAttribute : Attribute;

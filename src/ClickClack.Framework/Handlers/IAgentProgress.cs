namespace ClickClack;

/// <summary>
/// Shows what a handler is doing while it works, where its message is (in the channel, for a thread). Take it as a parameter of the
/// handler. What is shown is one line that changes, at most once a second; it is not kept by the server and goes when the handler ends.
/// </summary>
/// <remarks>
/// <see cref="IProgress{T}.Report"/> returns at once and never throws: what comes faster than once a second is left out but for the last,
/// a blank text is none, and of a long one 500 characters are shown. The token needs <c>messages:write</c>, and <c>dms:write</c> in direct
/// conversations, as for an answer. If the server refuses it for good, nothing is shown any more, and the log says so once.
/// </remarks>
public interface IAgentProgress : IProgress<string>;

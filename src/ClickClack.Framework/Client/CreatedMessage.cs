using ClickClack.Protocol;

namespace ClickClack.Client;

/// <summary>What became of a message that was written.</summary>
/// <param name="Message">The message that is visible under the nonce. Attachments and reactions are filled only for <see cref="CreationOutcome.Different"/>.</param>
/// <param name="Outcome">How it came there.</param>
public sealed record CreatedMessage(WireMessage Message, CreationOutcome Outcome);

/// <summary>How a message came to be visible under its nonce (3.5 of the protocol).</summary>
public enum CreationOutcome
{
    /// <summary>This call wrote it.</summary>
    Created,

    /// <summary>The same message was written before under this nonce, perhaps by an attempt of this call whose answer was lost.</summary>
    Repeated,

    /// <summary>Another text, place or quote stands under this nonce, or the message was edited or deleted since. It was left as it is.</summary>
    Different,
}

namespace ClickClack.Replies;

/// <summary>A text that grows could not be written, though its handler did nothing wrong.</summary>
/// <param name="error">A <see cref="Client.ApiException"/> or a <see cref="PlanRefusedException"/>.</param>
internal sealed class StreamWriteException(Exception error) : Exception(error.Message, error);

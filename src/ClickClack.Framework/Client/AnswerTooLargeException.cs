namespace ClickClack.Client;

/// <summary>An answer is larger than anything the server has to say.</summary>
internal sealed class AnswerTooLargeException(long limit) : Exception($"more than {limit:N0} bytes");

namespace ClickClack.Dispatch;

/// <summary>A handler threw on its last attempt.</summary>
internal sealed class HandlerFailedException(Exception error) : Exception(error.Message, error);

namespace ClickClack.Client;

/// <summary>400: the nonce names a message that differs from this one; by now it may have been edited or deleted.</summary>
internal sealed class NonceConflictException(string message) : ApiException(message);

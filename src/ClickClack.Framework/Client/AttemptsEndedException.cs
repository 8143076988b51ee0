namespace ClickClack.Client;

/// <summary>Another attempt makes no sense, though the failure is of the kind that passes. Never leaves the client.</summary>
internal sealed class AttemptsEndedException(ApiException failure) : Exception(failure.Message, failure)
{
    /// <summary>What the caller is told.</summary>
    public ApiException Failure => failure;
}

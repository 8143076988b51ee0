using System.Net;

namespace ClickClack.Client;

/// <summary>A call that did not do what it was made for. The message names the call and what the server said, never a token.</summary>
internal class ApiException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The status, or null if no answer came.</summary>
    public HttpStatusCode? Status { get; init; }
}

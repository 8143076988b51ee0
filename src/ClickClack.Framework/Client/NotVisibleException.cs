namespace ClickClack.Client;

/// <summary>The addressed thing does not exist or is not visible to the bot: 404, or 403 with <c>sql: no rows</c> (5.3 of the protocol).</summary>
internal sealed class NotVisibleException(string message) : ApiException(message);

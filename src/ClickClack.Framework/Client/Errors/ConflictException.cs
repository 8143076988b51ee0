namespace ClickClack.Client;

/// <summary>What is there already stands in the way: 409, or a 400 of the database about a name that is taken.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it; or null.</param>
public class ConflictException(string message, Exception? inner = null) : ApiException(message, inner);

namespace ClickClack.Client;

/// <summary>What a 400 means: the server uses it for everything it has no other status for (5.3 of the protocol).</summary>
internal enum BadRequest
{
    /// <summary>A text that is not known. Either of the others, then.</summary>
    Unknown,

    /// <summary>The request is wrong, and would be again.</summary>
    Invalid,

    /// <summary>What it names is not there.</summary>
    Missing,

    /// <summary>What it wants to make is there already.</summary>
    Taken,

    /// <summary>The database, or the way to it, failed.</summary>
    ServerFault,
}

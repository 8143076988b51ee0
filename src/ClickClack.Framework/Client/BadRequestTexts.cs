namespace ClickClack.Client;

/// <summary>
/// Tells the meanings of a 400 apart by its text, which is all there is. The texts are those of the protocol, sections 2 and 3.
/// </summary>
internal static class BadRequestTexts
{
    /// <summary>Of Go's database layer, SQLite and PostgreSQL. None of them depends on what a request says.</summary>
    private static readonly string[] ServerFaults =
    [
        "sql: ", "driver: ", "database is", "database disk", "disk i/o", "disk is full", "sqlite_", "context canceled", "context deadline",
        "connection re", "broken pipe", "i/o timeout", "too many clients", "too many connections", "dial tcp", "failed to connect",
        "server closed", "shutting down", "conn closed", "out of memory", "no space left", "readonly database", "deadlock",
    ];

    /// <summary>What the texts about a wrong request contain.</summary>
    private static readonly string[] Invalid =
    [
        " is required", " must ", " is too long", "is reserved", "is not ", " are not ", " cannot ", "only the ", "mutually exclusive",
        "unsupported ", "invalid ", "nonce ", "duplicates ", "only one ", " needs ", "has too many", "unexpected ", "json: ", "is unavailable",
        " is only ", "does not match", "unknown ", "already taken", "different message", "request",
    ];

    /// <summary>Judges a text.</summary>
    public static BadRequest Judge(string error)
    {
        if (error == "sql: no rows in result set")
        {
            return BadRequest.Missing;
        }

        if (error.Contains("unique constraint", StringComparison.OrdinalIgnoreCase))
        {
            return BadRequest.Taken;
        }

        // The faults first: "database is locked" contains "is ", and so may what a validation says about a text that somebody wrote.
        return Array.Exists(ServerFaults, fault => error.StartsWith(fault, StringComparison.OrdinalIgnoreCase)
                || error.Contains(": " + fault, StringComparison.OrdinalIgnoreCase)) ? BadRequest.ServerFault
            : error == "EOF" || Array.Exists(Invalid, part => error.Contains(part, StringComparison.Ordinal)) ? BadRequest.Invalid
            : BadRequest.Unknown;
    }
}

namespace ClickClack.Local.Http;

/// <summary>A request that is answered with an error. Thrown by rules and stores, turned into <c>{"error":"…"}</c> by the router.</summary>
internal sealed class Refusal(int status, string text) : Exception(text)
{
    /// <summary>How the real server says that something is missing or not visible.</summary>
    public const string NoRows = "sql: no rows in result set";

    public int Status => status;

    public static Refusal BadRequest(string text) => new(400, text);

    public static Refusal Unauthorized(string text) => new(401, text);

    public static Refusal Forbidden(string text) => new(403, text);

    public static Refusal NotFound(string text) => new(404, text);

    public static Refusal Conflict(string text) => new(409, text);
}

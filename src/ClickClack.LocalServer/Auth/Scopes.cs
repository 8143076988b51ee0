using ClickClack.Local.Http;

namespace ClickClack.Local.Auth;

/// <summary>What bot tokens may be allowed to do. Every scope stands for itself: none includes another.</summary>
internal static class Scopes
{
    public const string WorkspacesRead = "workspaces:read";
    public const string ChannelsRead = "channels:read";
    public const string ChannelsWrite = "channels:write";
    public const string MessagesRead = "messages:read";
    public const string MessagesWrite = "messages:write";
    public const string ThreadsRead = "threads:read";
    public const string ThreadsWrite = "threads:write";
    public const string DmsRead = "dms:read";
    public const string DmsWrite = "dms:write";
    public const string RealtimeRead = "realtime:read";
    public const string UploadsWrite = "uploads:write";
    public const string ProfileRead = "profile:read";
    public const string CommandsWrite = "commands:write";
    public const string AgentActivityWrite = "agent_activity:write";

    private static readonly string[] Read = [WorkspacesRead, ChannelsRead, MessagesRead, ThreadsRead, DmsRead, RealtimeRead, ProfileRead];
    private static readonly string[] Write = [.. Read, MessagesWrite, ThreadsWrite, DmsWrite, UploadsWrite, CommandsWrite];
    private static readonly string[] Admin = [.. Write, ChannelsWrite];
    private static readonly string[] All = [.. Admin, AgentActivityWrite];

    /// <summary>
    /// The list a token stores: bundles expanded, duplicates and blanks dropped, sorted. Elements may hold several scopes
    /// separated by commas; nothing at all means <c>bot:write</c>.
    /// </summary>
    public static IReadOnlyList<string> Expand(IEnumerable<string?> requested)
    {
        var scopes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var scope in requested.SelectMany(element => (element ?? "").Split(','))
                     .Select(part => part.Trim())
                     .Where(part => part.Length > 0))
        {
            scopes.UnionWith(scope switch
            {
                "bot:read" => Read,
                "bot:write" => Write,
                "bot:admin" => Admin,
                _ when All.Contains(scope) => [scope],
                _ => throw Refusal.BadRequest($"unknown bot scope: {scope}"),
            });
        }
        return scopes.Count > 0 ? [.. scopes] : Expand(["bot:write"]);
    }
}

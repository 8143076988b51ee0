using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClickClack.Local.Http;

/// <summary>An endpoint: runs on the database's queue, within the transaction of its request.</summary>
internal delegate Answer Endpoint(Call call);

/// <summary>
/// Finds the endpoint for a path. ASP.NET Core's own routing is not used because the protocol differs from it in ways that show:
/// a trailing slash is another path, HEAD is not GET, and <c>%2F</c> inside a segment is data.
/// </summary>
internal sealed class Router
{
    private readonly Node root = new();

    public void Get(string pattern, Endpoint endpoint, string? header = null) => Add("GET", pattern, new(endpoint, null, header));

    public void Post(string pattern, Endpoint endpoint) => Add("POST", pattern, new(endpoint, null, null));

    public void Put(string pattern, Endpoint endpoint) => Add("PUT", pattern, new(endpoint, null, null));

    public void Patch(string pattern, Endpoint endpoint) => Add("PATCH", pattern, new(endpoint, null, null));

    public void Delete(string pattern, Endpoint endpoint) => Add("DELETE", pattern, new(endpoint, null, null));

    /// <summary>For what is not request, transaction, JSON: sockets, pages, probes.</summary>
    public void Raw(string method, string pattern, RequestDelegate handler) => Add(method, pattern, new(null, handler, null));

    /// <summary>
    /// The route for this request; <paramref name="methods"/> is null when the path is unknown, and otherwise says what the path
    /// would answer to.
    /// </summary>
    public Route? Find(HttpRequest request, out string[] values, out IReadOnlyCollection<string>? methods)
    {
        var segments = Path(request).Split('/');
        var captured = new List<string>(2);
        var node = Find(root, segments.AsSpan(1), captured);
        values = [.. captured];
        methods = node?.Routes.Keys;
        return node?.Routes.GetValueOrDefault(request.Method);
    }

    private static string Path(HttpRequest request)
    {
        // The raw target, because the decoded path no longer tells "%2F" from "/".
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (target is not ['/', ..])
        {
            return request.Path.Value ?? "/";
        }
        var end = target.IndexOf('?');
        return end < 0 ? target : target[..end];
    }

    private static Node? Find(Node node, ReadOnlySpan<string> segments, List<string> captured)
    {
        if (segments.IsEmpty)
        {
            return node.Routes.Count > 0 ? node : null;
        }
        if (node.Literals.TryGetValue(segments[0], out var next) && Find(next, segments[1..], captured) is { } found)
        {
            return found;
        }
        if (node.Parameter is null || segments[0].Length == 0)
        {
            return null;
        }
        captured.Add(Uri.UnescapeDataString(segments[0]));
        if (Find(node.Parameter, segments[1..], captured) is { } deeper)
        {
            return deeper;
        }
        captured.RemoveAt(captured.Count - 1);
        return null;
    }

    private void Add(string method, string pattern, Route route)
    {
        var node = root;
        foreach (var segment in pattern.Split('/').AsSpan(1))
        {
            if (segment is ['{', ..])
            {
                node = node.Parameter ??= new();
            }
            else if (!node.Literals.TryGetValue(segment, out var next))
            {
                node.Literals[segment] = node = new();
            }
            else
            {
                node = next;
            }
        }
        node.Routes.Add(method, route);
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.Ordinal);

        public Node? Parameter { get; set; }

        public Dictionary<string, Route> Routes { get; } = new(StringComparer.Ordinal);
    }
}

/// <summary>One of the two is set. <paramref name="Header"/> goes out with <c>supported</c> on every outcome.</summary>
internal sealed record Route(Endpoint? Endpoint, RequestDelegate? Raw, string? Header);

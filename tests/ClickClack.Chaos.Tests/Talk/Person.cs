using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ClickClack.Chaos.Tests.Talk;

/// <summary>A person who chats through the server's public calls, and does not give up while it is away.</summary>
internal sealed class Person : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    private readonly HttpClient http;

    public Person(Uri server, string id, string token)
    {
        Id = id;
        http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(20) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string Id { get; }

    /// <summary>Posts; under a nonce, so that it is there once however often it had to be tried.</summary>
    public async Task<ChatMessage> PostAsync(string path, string text, string nonce) => ChatMessage.Of(
        (await SendAsync(HttpMethod.Post, path, new JsonObject { ["body"] = text, ["nonce"] = nonce }))!["message"]!);

    public Task EditAsync(string message, string text) =>
        SendAsync(HttpMethod.Patch, $"/api/messages/{message}", new JsonObject { ["body"] = text });

    public Task DeleteAsync(string message) => SendAsync(HttpMethod.Delete, $"/api/messages/{message}");

    public Task ReactAsync(string message, string emoji) =>
        SendAsync(HttpMethod.Post, $"/api/messages/{message}/reactions", new JsonObject { ["emoji"] = emoji });

    public async Task<Place> CreateChannelAsync(string workspace, string name, IReadOnlyList<Person> members) => new(
        PlaceKind.Channel,
        (string)(await SendAsync(HttpMethod.Post, $"/api/workspaces/{workspace}/channels", new JsonObject { ["name"] = name }))!["channel"]!["id"]!,
        members);

    /// <summary>Opens a conversation with a bot and others.</summary>
    public async Task<Place> OpenConversationAsync(string workspace, string bot, params Person[] others)
    {
        var members = new JsonArray([bot, .. others.Select(other => (JsonNode)other.Id)]);
        JsonNode answer = (await SendAsync(HttpMethod.Post, "/api/dms", new JsonObject { ["workspace_id"] = workspace, ["member_ids"] = members }))!;
        return new(others.Length == 0 ? PlaceKind.Direct : PlaceKind.Group, (string)answer["conversation"]!["id"]!, [this, .. others]);
    }

    /// <summary>Everything in a place, threads included.</summary>
    public async Task<IReadOnlyList<ChatMessage>> ReadAsync(Place place)
    {
        var messages = new List<ChatMessage>();
        long after = 0;
        bool more = true;
        while (more)
        {
            JsonNode page = (await SendAsync(HttpMethod.Get, $"{place.Path}?after_seq={after}&limit=200"))!;
            ChatMessage[] roots = [.. page["messages"]!.AsArray().Select(message => ChatMessage.Of(message!))];
            messages.AddRange(roots);
            foreach (ChatMessage root in roots.Where(root => root.Replies > 0))
            {
                messages.AddRange(await ReadThreadAsync(root));
            }

            after = (long)page["newest_seq"]!;
            more = (bool)page["has_newer"]!;
        }

        return messages;
    }

    /// <summary>The workspace's log, as far as this person may see it.</summary>
    public async Task<IReadOnlyList<string>> ReadLogAsync(string workspace)
    {
        var events = new List<string>();
        string cursor = "";
        while (true)
        {
            JsonNode page = (await SendAsync(
                HttpMethod.Get, $"/api/realtime/events?workspace_id={workspace}&limit=500&after_cursor={Uri.EscapeDataString(cursor)}"))!;
            JsonArray some = page["events"]!.AsArray();
            if (some.Count == 0)
            {
                return events;
            }

            events.AddRange(some.Select(one => one!.ToJsonString()));
            cursor = (string)some[^1]!["cursor"]!;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<IReadOnlyList<ChatMessage>> ReadThreadAsync(ChatMessage root)
    {
        // There are no pages: the first replies, and the last.
        var replies = new Dictionary<string, ChatMessage>();
        foreach (string window in root.Replies > 200 ? (string[])["false", "true"] : ["false"])
        {
            JsonNode thread = (await SendAsync(HttpMethod.Get, $"/api/messages/{root.Id}/thread?limit=200&latest={window}"))!;
            foreach (JsonNode? reply in thread["replies"]!.AsArray())
            {
                ChatMessage message = ChatMessage.Of(reply!) with { Place = root.Place, Root = root.Id };
                replies[message.Id] = message;
            }
        }

        return [.. replies.Values];
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        string last = "";
        while (!patience.IsCancellationRequested)
        {
            try
            {
                using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
                using HttpResponseMessage answer = await http.SendAsync(request);
                string text = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode)
                {
                    return JsonNode.Parse(text);
                }

                last = $"{(int)answer.StatusCode} {text}";
                Assert.True(
                    answer.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized,
                    $"{method} {path}: {last}");
            }
            catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
            {
                last = error.Message;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"{method} {path}: the server stays away: {last}");
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace EchoBot.Tests.Chat;

/// <summary>A person who chats through the server's public calls, as any client would.</summary>
internal sealed class ChatPerson : IDisposable
{
    private readonly HttpClient http;

    public ChatPerson(string baseUrl, string token, string id, string workspace)
    {
        Id = id;
        Workspace = workspace;
        http = new HttpClient { BaseAddress = new Uri(baseUrl) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string Id { get; }

    public string Workspace { get; }

    /// <summary>The person number n of a server's start document.</summary>
    public static ChatPerson Of(JsonNode start, int n = 0) => new(
        (string)start["base_url"]!, (string)start["users"]![n]!["token"]!, (string)start["users"]![n]!["id"]!, (string)start["workspace"]!["id"]!);

    public Task<string> SayAsync(string channel, string text) => PostAsync($"/api/channels/{channel}/messages", new() { ["body"] = text });

    public Task<string> ReplyAsync(string root, string text) => PostAsync($"/api/messages/{root}/thread/replies", new() { ["body"] = text });

    public Task<string> SayDirectlyAsync(string conversation, string text) =>
        PostAsync($"/api/dms/{conversation}/messages", new() { ["body"] = text });

    public async Task<string> OpenConversationAsync(params string[] members)
    {
        JsonNode answer = await SendAsync("/api/dms", new() { ["workspace_id"] = Workspace, ["member_ids"] = new JsonArray([.. members.Select(m => (JsonNode)m)]) });
        return (string)answer["conversation"]!["id"]!;
    }

    public async Task<string> CreateChannelAsync(string name) =>
        (string)(await SendAsync($"/api/workspaces/{Workspace}/channels", new() { ["name"] = name }))["channel"]!["id"]!;

    public Task ReactAsync(string message, string emoji) => SendAsync($"/api/messages/{message}/reactions", new() { ["emoji"] = emoji });

    public async Task EditAsync(string message, string text)
    {
        using HttpResponseMessage answer = await http.PatchAsJsonAsync($"/api/messages/{message}", new JsonObject { ["body"] = text });
        answer.EnsureSuccessStatusCode();
    }

    public async Task DeleteAsync(string message)
    {
        using HttpResponseMessage answer = await http.DeleteAsync($"/api/messages/{message}");
        answer.EnsureSuccessStatusCode();
    }

    public Task<List<ChatMessage>> ReadChannelAsync(string channel) => ReadAllAsync($"/api/channels/{channel}/messages");

    public Task<List<ChatMessage>> ReadConversationAsync(string conversation) => ReadAllAsync($"/api/dms/{conversation}/messages");

    public async Task<List<ChatMessage>> ReadThreadAsync(string root)
    {
        JsonNode thread = (await http.GetFromJsonAsync<JsonNode>($"/api/messages/{root}/thread?limit=200"))!;
        return [.. thread["replies"]!.AsArray().Select(reply => ChatMessage.Of(reply!))];
    }

    public void Dispose() => http.Dispose();

    private async Task<List<ChatMessage>> ReadAllAsync(string path)
    {
        var messages = new List<ChatMessage>();
        long after = 0;
        while (true)
        {
            JsonNode page = (await http.GetFromJsonAsync<JsonNode>($"{path}?after_seq={after}&limit=200"))!;
            messages.AddRange(page["messages"]!.AsArray().Select(message => ChatMessage.Of(message!)));
            if (!(bool)page["has_newer"]!)
            {
                return messages;
            }

            after = (long)page["newest_seq"]!;
        }
    }

    private async Task<string> PostAsync(string path, JsonObject body) => (string)(await SendAsync(path, body))["message"]!["id"]!;

    private async Task<JsonNode> SendAsync(string path, JsonObject body)
    {
        using HttpResponseMessage answer = await http.PostAsJsonAsync(path, body);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"POST {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}

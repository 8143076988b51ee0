using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

/// <summary>Tests that send files.</summary>
public abstract class UploadingTest : LocalServerTest
{
    protected Task<Reply> UploadAsync(
        string token, string filename, string content = "hello file", string type = "text/plain", string? nonce = null, string? workspace = null)
    {
        var query = $"?workspace_id={workspace ?? Workspace}" + (nonce is null ? "" : $"&nonce={nonce}");
        return UploadRawAsync(token, query, Part(filename, content, type));
    }

    protected Task<Reply> UploadRawAsync(string token, string query, string parts) => UploadStreamAsync(
        token, query, new MemoryStream(Encoding.UTF8.GetBytes(parts + "--b--\r\n")));

    protected async Task<Reply> UploadStreamAsync(string token, string query, Stream body, string type = "multipart/form-data; boundary=b")
    {
        using var http = new HttpClient { BaseAddress = Server.BaseUrl };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/uploads" + query) { Content = new StreamContent(body) };
        request.Headers.Authorization = new("Bearer", token);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await http.SendAsync(request, Stop);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(Stop), new Dictionary<string, string>());
    }

    protected static string Part(string filename, string content, string? type = "text/plain") =>
        $"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{filename}\"\r\n"
        + (type is null ? "" : $"Content-Type: {type}\r\n") + $"\r\n{content}\r\n";

    protected static string Field(string name, string value) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

    protected Task<Reply> AttachAsync(string token, string message, string upload) =>
        PostAsync(token, $"/api/messages/{message}/attachments", new JsonObject { ["upload_id"] = upload });
}

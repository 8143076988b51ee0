using System.Text;
using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class UploadTests : UploadingTest
{
    [Theory]
    [InlineData("../../etc/passwd", "passwd", "attachment; filename=passwd")]
    [InlineData("/", "/", "attachment; filename=\"/\"")]
    [InlineData("", ".", "attachment; filename=.")]
    [InlineData("..", "..", "attachment; filename=..")]
    [InlineData("C:\\\\dir\\\\a b.bin", "C:\\dir\\a b.bin", "attachment; filename=\"C:\\\\dir\\\\a b.bin\"")]
    [InlineData("a\\\"; x=\\\"b", "a\"; x=\"b", "attachment; filename=\"a\\\"; x=\\\"b\"")]
    [InlineData("ünï 🦀.bin", "ünï 🦀.bin", "attachment; filename*=utf-8''%C3%BCn%C3%AF%20%F0%9F%A6%80.bin")]
    public async Task A_hostile_name_is_only_a_name(string sent, string recorded, string header)
    {
        var uploaded = await UploadAsync(Bot.Token, sent, type: "application/x-evil");
        var download = await GetAsync(Bot.Token, $"/api/uploads/{uploaded.Text("upload.id")}");

        Assert.Equal(recorded, uploaded.Text("upload.filename"));
        Assert.Equal(header, download.Headers["Content-Disposition"]);
    }

    [Theory]
    [InlineData("image/png", "image/png", "inline")]
    [InlineData("Text/Plain; charset=utf-8", "text/plain", "inline")]
    [InlineData("audio/x-anything", "audio/x-anything", "inline")]
    [InlineData("audio/evilé", "application/octet-stream", "attachment")]
    [InlineData("audio/a b", "application/octet-stream", "attachment")]
    [InlineData("audio/", "application/octet-stream", "attachment")]
    [InlineData("image/svg+xml", "application/octet-stream", "attachment")]
    [InlineData("text/html", "application/octet-stream", "attachment")]
    public async Task Only_what_is_harmless_is_shown(string recorded, string served, string disposition)
    {
        var uploaded = await UploadAsync(Bot.Token, "file", type: recorded);
        var download = await GetAsync(Bot.Token, $"/api/uploads/{uploaded.Text("upload.id")}");

        Assert.Equal(recorded, uploaded.Text("upload.content_type"));
        Assert.Equal(served, download.Headers["Content-Type"]);
        Assert.StartsWith(disposition, download.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal("nosniff", download.Headers["X-Content-Type-Options"]);
        Assert.Equal("sandbox", download.Headers["Content-Security-Policy"]);
    }

    [Theory]
    [InlineData("bytes=0-4", 206, "hello", "bytes 0-4/10")]
    [InlineData("bytes=6-", 206, "file", "bytes 6-9/10")]
    [InlineData("bytes=-4", 206, "file", "bytes 6-9/10")]
    [InlineData("bytes=10-", 416, null, "bytes */10")]
    public async Task A_part_can_be_downloaded(string range, int status, string? content, string contentRange)
    {
        var upload = (await UploadAsync(Bot.Token, "a.txt")).Text("upload.id");

        var part = await SendAsync(Bot.Token, "GET", $"/api/uploads/{upload}", headers: ("Range", range));

        Assert.Equal(status, part.Status);
        Assert.Equal(contentRange, part.Headers["Content-Range"]);
        Assert.Equal(content ?? part.Body, part.Body);
    }

    [Fact]
    public async Task Numbers_that_are_none_count_as_zero()
    {
        var parts = Field("width", "+640") + Field("height", "tall") + Part("a.txt", "x") + Field("duration_ms", "12");

        var uploaded = await UploadRawAsync(Bot.Token, $"?workspace_id={Workspace}", parts);

        Assert.Equal(
            (640, 0, 12), (uploaded.Number("upload.width"), uploaded.Number("upload.height"), uploaded.Number("upload.duration_ms")));
    }

    [Fact]
    public async Task What_is_no_form_is_refused()
    {
        (await UploadStreamAsync(Bot.Token, "", new MemoryStream())).IsRefused(400, "multipart: NextPart: EOF");
        (await UploadStreamAsync(Bot.Token, "", new MemoryStream(), "multipart/form-data")).IsRefused(
            400, "no multipart boundary param in Content-Type");
        (await UploadRawAsync(Bot.Token, "", Part("a.txt", "x"))).IsRefused(
            400, "workspace_id must precede file or be provided as a query parameter");
    }

    [Fact]
    public async Task An_upload_that_fails_takes_no_room()
    {
        var twice = Part("a.txt", "x") + Part("b.txt", "y");
        for (var i = 0; i < 70; i++)
        {
            (await UploadRawAsync(Bot.Token, $"?workspace_id={Workspace}", twice)).IsRefused(400, "only one file is supported");
        }

        Assert.Equal(201, (await UploadAsync(Bot.Token, "a.txt")).Status);
    }

    [Fact]
    public async Task Two_uploads_under_one_nonce_are_one_upload()
    {
        var slow = new StallingStream(Encoding.UTF8.GetBytes(Part("a.txt", "first")));
        var first = UploadStreamAsync(Bot.Token, $"?workspace_id={Workspace}&nonce=n", slow);
        await slow.Stalled.WaitAsync(Patience, Stop);
        var second = UploadAsync(Bot.Token, "b.txt", "second", nonce: "n");
        slow.Go(Encoding.UTF8.GetBytes("--b--\r\n"));

        var answers = await Task.WhenAll(first, second).WaitAsync(Patience, Stop);

        Assert.Equal([200, 201], answers.Select(answer => answer.Status).Order());
        Assert.Equal(answers[0].Text("upload.id"), answers[1].Text("upload.id"));
    }

    [Fact]
    public async Task A_nonce_belongs_to_one_workspace()
    {
        var elsewhere = await OtherWorkspaceAsync();
        await UploadAsync(Owner.Token, "a.txt", nonce: "n");

        (await UploadAsync(Owner.Token, "a.txt", nonce: "n", workspace: elsewhere)).IsRefused(
            409, "upload nonce was already used in another workspace");
        (await GetAsync(Owner.Token, $"/api/uploads/by-nonce?workspace_id={elsewhere}&nonce=n")).IsRefused(
            409, "upload nonce was already used in another workspace");
        (await UploadAsync(Member.Token, "a.txt", workspace: elsewhere)).IsRefused(403, "sql: no rows in result set");
    }

    [Fact]
    public async Task An_upload_is_seen_while_any_message_carries_it()
    {
        var upload = (await UploadAsync(Bot.Token, "a.txt")).Text("upload.id");
        var first = (await PostMessageAsync(Bot.Token, "first")).Text("message.id");
        var second = (await PostMessageAsync(Bot.Token, "second")).Text("message.id");
        await AttachAsync(Bot.Token, first, upload);
        await AttachAsync(Bot.Token, second, upload);

        await SendAsync(Bot.Token, "DELETE", $"/api/messages/{first}");
        Assert.Equal(200, (await GetAsync(Member.Token, $"/api/uploads/{upload}")).Status);
        await SendAsync(Bot.Token, "DELETE", $"/api/messages/{second}");
        (await GetAsync(Member.Token, $"/api/uploads/{upload}")).IsRefused(404, "upload is not visible");
        Assert.Equal(200, (await GetAsync(Bot.Token, $"/api/uploads/{upload}")).Status);
    }

    [Fact]
    public async Task Attaching_is_told_once_and_only_to_those_who_see_the_message()
    {
        var upload = (await UploadAsync(Bot.Token, "a.txt")).Text("upload.id");
        var open = new JsonObject { ["workspace_id"] = Workspace, ["member_ids"] = new JsonArray(Member.Id) };
        var conversation = (await PostAsync(Bot.Token, "/api/dms", open)).Text("conversation.id");
        var message = (await PostAsync(Bot.Token, $"/api/dms/{conversation}/messages", Draft("look"))).Text("message.id");
        using var member = await ConnectAtTailAsync(Member.Token);
        using var outsider = await ConnectAtTailAsync(Owner.Token);

        await AttachAsync(Bot.Token, message, upload);
        await AttachAsync(Bot.Token, message, upload);
        await PostMessageAsync(Bot.Token, "sentinel");

        var updated = (await member.NextAsync())!;
        Assert.Equal("message.updated", (string)updated["type"]!);
        Assert.Equal(conversation, (string)updated["payload"]!["direct_conversation_id"]!);
        Assert.Equal("message.created", await member.NextTypeAsync());
        Assert.Equal("message.created", await outsider.NextTypeAsync());
    }

    [Fact]
    public async Task To_a_human_an_unknown_message_is_somebody_elses()
    {
        var upload = (await UploadAsync(Owner.Token, "a.txt")).Text("upload.id");

        (await AttachAsync(Owner.Token, "msg_unknown", upload)).IsRefused(403, "message attachments can only be changed by the message author");
        (await AttachAsync(Bot.Token, "msg_unknown", upload)).IsRefused(403, "sql: no rows in result set");
    }

    [Fact]
    public async Task The_icon_of_a_workspace_is_seen_by_its_members()
    {
        var icon = (await UploadAsync(Owner.Token, "icon.png", type: "image/png")).Text("upload.id");
        (await GetAsync(Member.Token, $"/api/uploads/{icon}")).IsRefused(404, "upload is not visible");

        await SendAsync(Owner.Token, "PATCH", $"/api/workspaces/{Workspace}", $$"""{"icon_url":"/api/uploads/{{icon}}"}""");

        Assert.Equal(200, (await GetAsync(Member.Token, $"/api/uploads/{icon}")).Status);
    }

    private async Task<string> OtherWorkspaceAsync() =>
        (await PostAsync(Owner.Token, "/api/workspaces", new JsonObject { ["name"] = "Elsewhere" })).Text("workspace.id");
}

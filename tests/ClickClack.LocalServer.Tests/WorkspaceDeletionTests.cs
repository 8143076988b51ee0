using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace ClickClack.Local.Tests;

public sealed class WorkspaceDeletionTests : UploadingTest
{
    private readonly TemporaryDirectory directory = new();

    protected override LocalServerOptions Options => new() { DataDirectory = directory.Path };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        directory.Dispose();
    }

    [Fact]
    public async Task Nothing_of_a_deleted_workspace_is_left()
    {
        var workspace = (await PostAsync(Owner.Token, "/api/workspaces", new JsonObject { ["name"] = "Doomed" })).Text("workspace.id");
        var inside = $"/api/workspaces/{workspace}";
        var channel = (await PostAsync(Owner.Token, $"{inside}/channels", new JsonObject { ["name"] = "doomed" })).Text("channel.id");
        var bot = (await PostAsync(Owner.Token, $"{inside}/bots", new JsonObject { ["display_name"] = "Doomed" })).Text("bot.id");
        var topic = (await PostAsync(Owner.Token, $"{inside}/topics", new JsonObject { ["name"] = "doom" })).Text("topic.id");
        var message = (await PostAsync(Owner.Token, $"/api/channels/{channel}/messages", new JsonObject { ["body"] = "doomed", ["topic_id"] = topic }))
            .Text("message.id");
        var upload = (await UploadAsync(Owner.Token, "doomed.txt", workspace: workspace)).Text("upload.id");
        var conversation = (await PostAsync(
            Owner.Token, "/api/dms", new JsonObject { ["workspace_id"] = workspace, ["member_ids"] = new JsonArray(bot) })).Text("conversation.id");
        Assert.Equal(200, (await AttachAsync(Owner.Token, message, upload)).Status);
        Assert.Equal(201, (await PostAsync(Owner.Token, $"/api/messages/{message}/thread/replies", Draft("doomed"))).Status);
        Assert.Equal(201, (await PostAsync(Owner.Token, $"/api/messages/{message}/reactions", new JsonObject { ["emoji"] = "x" })).Status);
        Assert.Equal(201, (await PostAsync(Owner.Token, $"/api/channels/{channel}/pins", new JsonObject { ["message_id"] = message })).Status);
        Assert.Equal(201, (await PostAsync(Owner.Token, $"{inside}/bots/{bot}/setup-codes", new JsonObject())).Status);
        Assert.Equal(
            200, (await SendAsync(Owner.Token, "PATCH", $"/api/channels/{channel}/notification-settings", """{"preference":"muted"}""")).Status);
        Assert.True(File.Exists(FileOf(upload)));

        Assert.Equal(204, (await SendAsync(Owner.Token, "DELETE", inside)).Status);

        Assert.False(File.Exists(FileOf(upload)));
        await Server.DisposeAsync();
        Assert.Empty(Mentions(workspace, channel, topic, message, upload, conversation));
    }

    private string FileOf(string upload) => Directory.EnumerateFiles(directory.Path, upload, SearchOption.AllDirectories).FirstOrDefault() ?? "none";

    // The tables in which any row holds any of the ids.
    private List<string> Mentions(params string[] ids)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory.Path, "clickclack.db")};Pooling=False");
        connection.Open();
        return [.. Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")
            .Select(row => (string)row[0])
            .Where(table => Rows(connection, $"SELECT * FROM {table}").Any(row => row.OfType<string>().Any(text => ids.Any(text.Contains))))];
    }

    private static List<object[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names come from the database itself.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }
}

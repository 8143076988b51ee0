using System.Text;
using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class TopicRequest
{
    public string? Name { get; set; }
    public string? ChannelId { get; set; }
}

internal sealed record TopicAnswer(Topic Topic);

internal sealed record TopicsAnswer(IReadOnlyList<Topic> Topics);

/// <summary>Subjects that messages of a channel, or of the whole workspace, can be filed under.</summary>
internal static class Topics
{
    private const int NameBytes = 80;

    public static void Map(Router routes)
    {
        routes.Get("/api/workspaces/{workspace}/topics", List);
        routes.Post("/api/workspaces/{workspace}/topics", Create);
    }

    private static Answer List(Call call)
    {
        call.Require(Scopes.ChannelsRead);
        var workspace = call.Value(0);
        var topics = TopicStore.List(call.Db, workspace);
        if (call.RoleIn(workspace) == "guest")
        {
            var visible = ChannelStore.List(call.Db, workspace, call.User.Id).ConvertAll(channel => channel.Id);
            topics.RemoveAll(topic => topic.ChannelId is { } channel && !visible.Contains(channel));
        }
        return Answer.Json(200, new(topics), WireJson.Default.TopicsAnswer);
    }

    private static Answer Create(Call call)
    {
        call.Require(Scopes.ChannelsWrite);
        var workspace = call.Value(0);
        call.InWorkspace(workspace);
        var request = call.Body(WireJson.Default.TopicRequest);
        var name = Names.Optional(request.Name) ?? throw Refusal.BadRequest("topic name is required");
        if (Encoding.UTF8.GetByteCount(name) > NameBytes)
        {
            throw Refusal.BadRequest("topic name is too long");
        }
        call.RoleIn(workspace);
        call.RequireUnrestricted(workspace);
        var channel = Names.Optional(request.ChannelId);
        if (channel is null)
        {
            Moderation.RequireNoGuest(call.Db, workspace, call.User.Id);
        }
        else if ((ChannelStore.WorkspaceOf(call.Db, channel) ?? throw Refusal.BadRequest(Refusal.NoRows)) != workspace)
        {
            throw Refusal.BadRequest("topic channel is not in workspace");
        }
        else
        {
            Moderation.RequireMayPost(call.Db, ChannelStore.FindVisible(call.Db, channel, call.User.Id)!, call.User.Id);
        }
        var topic = new Topic(call.Db.NewId("top"), workspace, channel, name, call.User.Id, call.Db.Now);
        TopicStore.Insert(call.Db, topic);
        return Answer.Json(201, new(topic), WireJson.Default.TopicAnswer);
    }
}

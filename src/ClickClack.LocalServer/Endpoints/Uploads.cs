using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class AttachmentRequest
{
    public string? UploadId { get; set; }
}

internal sealed record UploadAnswer(Upload Upload);

/// <summary>Finding, downloading and attaching what was uploaded; <see cref="UploadReceiver"/> takes it in.</summary>
internal sealed class Uploads(UploadFiles files)
{
    private const string NotVisible = "upload is not visible";

    public void Map(Router routes)
    {
        routes.Get("/api/uploads/by-nonce", ByNonce, header: "X-ClickClack-Upload-Nonce");
        routes.Get("/api/uploads/{upload}", Download);
        routes.Post("/api/messages/{message}/attachments", Attach);
    }

    /// <summary>403, also for a human, unless the caller is a member of the workspace it uploads to.</summary>
    public static void RequireMember(Call call, string workspaceId)
    {
        call.InWorkspace(workspaceId);
        if (MemberStore.Role(call.Db, workspaceId, call.User.Id) is null)
        {
            throw Refusal.Forbidden(Refusal.NoRows);
        }
    }

    /// <summary>The caller's upload under this nonce; 409 when it is in another workspace.</summary>
    public static Upload? Find(Call call, string workspaceId, string nonce)
    {
        var upload = UploadStore.ByNonce(call.Db, call.User.Id, nonce);
        return upload is null || upload.WorkspaceId == workspaceId ? upload : throw Refusal.Conflict(UploadQuota.NonceConflict);
    }

    private static Answer ByNonce(Call call)
    {
        call.Require(Scopes.UploadsWrite);
        var workspace = Names.Optional(call.Query("workspace_id")) ?? throw Refusal.BadRequest("workspace_id is required");
        var nonce = Nonces.Normalize(call.Query("nonce")) ?? throw Refusal.BadRequest("nonce is required");
        RequireMember(call, workspace);
        var upload = Find(call, workspace, nonce) ?? throw Refusal.NotFound(Refusal.NoRows);
        return Answer.Json(200, new(upload), WireJson.Default.UploadAnswer);
    }

    private Answer Download(Call call)
    {
        call.Require(Scopes.MessagesRead);
        var upload = Visible(call, call.Value(0), 404);
        RequireConversations(call, upload);
        return new DownloadAnswer(upload, files);
    }

    private static Answer Attach(Call call)
    {
        var request = call.Body(WireJson.Default.AttachmentRequest);
        call.Require(Scopes.UploadsWrite);
        call.Require(Scopes.MessagesWrite);
        var message = Authored(call);
        var upload = Visible(call, request.UploadId ?? "", 403);
        RequireConversations(call, upload, message.Id);
        call.RequireUnrestricted(message.WorkspaceId);
        if (message.DeletedAt is not null)
        {
            throw Refusal.BadRequest("deleted messages cannot have attachments");
        }
        if (upload.WorkspaceId != message.WorkspaceId)
        {
            throw Refusal.BadRequest("upload and message workspaces differ");
        }
        if (UploadStore.Attach(call.Db, message.Id, upload.Id))
        {
            Messages.Announce(call, message, "message.updated", isForSubscribers: false);
        }
        return Answer.Json(200, new(true), WireJson.Default.OkAnswer);
    }

    // A human's unknown message is nobody's, and so not the human's either.
    private static Message Authored(Call call)
    {
        var message = call.Caller.Token is null
            ? MessageStore.FindVisible(call.Db, call.Value(0), call.User.Id)
            : call.Message(call.Value(0), Scopes.DmsWrite);
        return message?.AuthorId == call.User.Id
            ? message
            : throw Refusal.Forbidden("message attachments can only be changed by the message author");
    }

    private static Upload Visible(Call call, string id, int refusal)
    {
        var upload = UploadStore.Find(call.Db, id);
        if (upload is null || MemberStore.Role(call.Db, upload.WorkspaceId, call.User.Id) is null)
        {
            throw new Refusal(refusal, Refusal.NoRows);
        }
        return UploadStore.IsVisible(call.Db, upload, call.User.Id, message => Moderation.MayRead(call.Db, message, call.User.Id)) ? upload : throw new Refusal(refusal, NotVisible);
    }

    // What a direct conversation carries needs its scope, even where a channel carries it too.
    private static void RequireConversations(Call call, Upload upload, string exceptMessageId = "")
    {
        call.InWorkspace(upload.WorkspaceId);
        if (UploadStore.IsInConversation(call.Db, upload.Id, exceptMessageId))
        {
            call.Require(Scopes.DmsRead);
        }
    }
}

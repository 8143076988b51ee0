using System.Globalization;
using System.Text;
using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ClickClack.Local.Endpoints;

/// <summary>
/// One upload while it comes in: what its form has said so far, and what has to be undone if it fails. The form is read part by part, so
/// that a file of any size needs no memory and a refusal comes as early as it can.
/// </summary>
/// <param name="database">Where the upload is recorded.</param>
/// <param name="quota">What there is room for.</param>
/// <param name="files">Where the bytes go.</param>
/// <param name="run">Does work on the database in the name of the request's caller.</param>
internal sealed class UploadReceipt(
    Database database, UploadQuota quota, UploadFiles files, Func<Func<Call, Upload?>, Task<Upload?>> run) : IAsyncDisposable
{
    private const int FieldBytes = 1024;

    // RFC 2046.
    private const int MaxBoundary = 70;

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private UploadReservation? reservation;
    private Upload? upload;
    private string? workspace;
    private string? nonce;
    private bool kept;

    public async Task<Answer> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await run(Admit) is { } earlier)
        {
            return Replay(earlier);
        }
        var body = new LimitedStream(request.Body, UploadQuota.MaxUploadBytes, static () => new(413, "http: request body too large"));
        var reader = new MultipartReader(Boundary(request), body) { BodyLengthLimit = null };
        while (await NextAsync(reader, cancellationToken) is { } part)
        {
            if (ContentDisposition.Parse(part.ContentDisposition) is not { Type: "form-data" } disposition
                || disposition.Parameters.GetValueOrDefault("name") is not { Length: > 0 } name)
            {
                continue;
            }
            if (name != "file")
            {
                await TakeFieldAsync(name, part.Body, cancellationToken);
            }
            else if (await TakeFileAsync(part, disposition, cancellationToken) is { } meanwhile)
            {
                return Replay(meanwhile);
            }
        }
        if (upload is null)
        {
            throw Refusal.BadRequest("file is required");
        }
        var complete = await run(Keep);
        return Answer.Json(201, new(complete!), WireJson.Default.UploadAnswer);
    }

    public async ValueTask DisposeAsync()
    {
        if (upload is not null && !kept)
        {
            files.Delete(upload.Id);
        }
        if (reservation is not null && !kept)
        {
            await database.RunAsync(_ => quota.Release(reservation));
        }
    }

    private static Answer Replay(Upload upload) => Answer.Json(200, new(upload), WireJson.Default.UploadAnswer);

    // An earlier upload under the nonce; null when there is none and the form has to be read.
    private Upload? Admit(Call call)
    {
        call.Require(Scopes.UploadsWrite);
        nonce = Nonces.Normalize(call.Query("nonce"));
        workspace = Names.Optional(call.Query("workspace_id"));
        if (workspace is null)
        {
            return nonce is null ? null : throw Refusal.BadRequest("workspace_id query parameter is required with nonce");
        }
        Uploads.RequireMember(call, workspace);
        if (nonce is not null)
        {
            return Uploads.Find(call, workspace, nonce);
        }
        call.RequireUnrestricted(workspace);
        quota.RequireRoom(call.Db, workspace, call.User.Id);
        return null;
    }

    private async Task TakeFieldAsync(string name, Stream body, CancellationToken cancellationToken)
    {
        var bytes = new byte[FieldBytes];
        var length = await body.ReadAtLeastAsync(bytes, FieldBytes, throwOnEndOfStream: false, cancellationToken);
        var value = fields[name] = Encoding.UTF8.GetString(bytes, 0, length);
        if (name != "workspace_id")
        {
            return;
        }
        var named = value.Trim();
        if (workspace is null)
        {
            workspace = named;
            await run(call =>
            {
                Uploads.RequireMember(call, named);
                call.RequireUnrestricted(named);
                quota.RequireRoom(call.Db, named, call.User.Id);
                return null;
            });
        }
        else if (named.Length > 0 && named != workspace)
        {
            throw Refusal.BadRequest("workspace_id does not match query");
        }
    }

    // An earlier upload under the nonce; null when this is the first.
    private async Task<Upload?> TakeFileAsync(MultipartSection part, ContentDisposition disposition, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(workspace))
        {
            throw Refusal.BadRequest("workspace_id must precede file or be provided as a query parameter");
        }
        if (upload is not null)
        {
            throw Refusal.BadRequest("only one file is supported");
        }
        if (await ReserveAsync(workspace, cancellationToken) is { } earlier)
        {
            return earlier;
        }
        await using (var file = files.Create(upload!.Id))
        {
            var limited = new LimitedStream(part.Body, reservation!.Bytes, UploadQuota.Exceeded);
            await CopyAsync(limited, file, cancellationToken);
            upload = upload with
            {
                Filename = BaseName(disposition.Parameters.GetValueOrDefault("filename")),
                ContentType = string.IsNullOrEmpty(part.ContentType) ? "application/octet-stream" : part.ContentType,
                ByteSize = file.Length,
            };
        }
        return null;
    }

    // Two uploads under one nonce: the second waits for the first and is answered with it, or takes its place when it fails.
    private async Task<Upload?> ReserveAsync(string workspace, CancellationToken cancellationToken)
    {
        while (true)
        {
            UploadReservation? underway = null;
            var earlier = await run(call =>
            {
                if (nonce is not null)
                {
                    if (Uploads.Find(call, workspace, nonce) is { } done)
                    {
                        return done;
                    }
                    underway = quota.Underway(call.User.Id, nonce);
                    if (underway is not null)
                    {
                        return underway.WorkspaceId == workspace ? null : throw Refusal.Conflict(UploadQuota.NonceConflict);
                    }
                }
                call.RequireUnrestricted(workspace);
                reservation = quota.Reserve(call.Db, workspace, call.User.Id, nonce);
                upload = new()
                {
                    Id = call.Db.NewId("upl"), WorkspaceId = workspace, OwnerId = call.User.Id, Nonce = nonce, CreatedAt = call.Db.Now,
                };
                return null;
            });
            if (underway is null)
            {
                return earlier;
            }
            await underway.Ended.WaitAsync(cancellationToken);
        }
    }

    private Upload Keep(Call call)
    {
        if (MemberStore.Role(call.Db, upload!.WorkspaceId, call.User.Id) is null)
        {
            throw Refusal.BadRequest(Refusal.NoRows);
        }
        var complete = upload with { Width = Number("width"), Height = Number("height"), DurationMs = Number("duration_ms") };
        UploadStore.Insert(call.Db, complete);
        // In the same breath, so that the upload is never counted twice.
        quota.Release(reservation!);
        kept = true;
        return complete;
    }

    private long Number(string field) =>
        long.TryParse(fields.GetValueOrDefault(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Math.Max(0, number)
            : 0;

    // The last part of a path, as POSIX has it.
    private static string BaseName(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return ".";
        }
        var name = path.TrimEnd('/');
        return name.Length == 0 ? "/" : name[(name.LastIndexOf('/') + 1)..];
    }

    private static string Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !(type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                 || type.MediaType.Equals("multipart/mixed", StringComparison.OrdinalIgnoreCase)))
        {
            throw Refusal.BadRequest("request Content-Type isn't multipart/form-data");
        }
        return HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= MaxBoundary } boundary
            ? boundary.ToString()
            : throw Refusal.BadRequest("no multipart boundary param in Content-Type");
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException && e is not BadHttpRequestException))
        {
            throw Refusal.BadRequest("multipart: NextPart: EOF");
        }
    }

    private static async Task CopyAsync(Stream part, Stream file, CancellationToken cancellationToken)
    {
        try
        {
            await part.CopyToAsync(file, cancellationToken);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            // The form ends before its file does.
            throw new Refusal(500, "unexpected EOF");
        }
    }
}

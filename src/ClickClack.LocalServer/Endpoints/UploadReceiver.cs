using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Endpoints;

/// <summary><c>POST /api/uploads</c>: makes an <see cref="UploadReceipt"/> of every request.</summary>
internal sealed class UploadReceiver(Database database, Authenticator authenticator, UploadFiles files)
{
    private readonly UploadQuota quota = new();

    public void Map(Router routes) => routes.Raw("POST", "/api/uploads", HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        var credential = Authenticator.Credential(context.Request);
        var query = context.Request.Query;
        Caller? caller = null;
        await using var receipt = new UploadReceipt(
            database,
            quota,
            files,
            work => database.RunAsync(db =>
                work(new(db, caller ??= authenticator.Authenticate(db, credential), [], query, RequestBody.None, ""))));
        var answer = await receipt.ReceiveAsync(context.Request, context.RequestAborted);
        await answer.SendAsync(context);
    }
}

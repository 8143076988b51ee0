using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClickClack.Local.Callbacks;
using ClickClack.Local.Http;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Admin;

/// <summary>
/// How the operator reaches the server that works in a data directory: by a secret that lies there, readable by the directory's owner
/// only, and new at every start. Whoever can read it could as well open the database.
/// </summary>
internal sealed class AdminEndpoint(EventDeliveries work)
{
    public const string Path = "/_local/admin";
    public const string FileName = "admin.json";

    private readonly string secret = RandomNumberGenerator.GetHexString(64, lowercase: true);

    public void Map(Router routes) => routes.Raw("POST", Path, HandleAsync);

    /// <summary>Tells the operator's programs where this server is.</summary>
    public void Announce(string directory, Uri server) => PrivateFiles.Replace(
        System.IO.Path.Combine(directory, FileName),
        JsonSerializer.SerializeToUtf8Bytes(new(new Uri(server, Path).AbsoluteUri, secret), AdminJson.Default.AdminAddress));

    /// <summary>Takes back what <see cref="Announce"/> told, if there is a directory.</summary>
    public static void Withdraw(string? directory)
    {
        if (directory is not null)
        {
            File.Delete(System.IO.Path.Combine(directory, FileName));
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        var sent = context.Request.Headers.Authorization.ToString();
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes("Bearer " + secret)))
        {
            throw Refusal.Unauthorized("this is not the operator's secret");
        }
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var request = body.As(WireJson.Default.AdminRequest);
        var output = await work.RunAsync(db => AdminVerbs.Run(db, request), context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Json.Bytes(new(output), WireJson.Default.AdminAnswer), context.RequestAborted);
    }
}

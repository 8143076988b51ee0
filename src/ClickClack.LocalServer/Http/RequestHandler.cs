using System.Globalization;
using System.Net;
using ClickClack.Local.Auth;
using ClickClack.Local.Callbacks;
using ClickClack.Local.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ClickClack.Local.Http;

/// <summary>The way of one request: find the route, read the body, do the work on the database's queue, answer after the commit.</summary>
internal sealed partial class RequestHandler(
    Router routes, EventDeliveries work, Authenticator authenticator, RequestFaults faults, TimeProvider time, ILogger<RequestHandler> logger)
{
    private const int ConstraintFailed = 19;

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var response = context.Response;
        var correlationId = CorrelationId.Of(request);
        response.Headers[CorrelationId.Header] = correlationId;
        if (request.Path.StartsWithSegments("/api"))
        {
            response.Headers.Vary = "Origin";
        }

        if (faults.Take(request) is { } fault)
        {
            if (fault.Status is { } status)
            {
                await RejectAsync(response, status, fault.RetryAfter);
                return;
            }
            // Whatever answers this request looks it up.
            context.Features.Set(fault);
        }

        var route = routes.Find(request, out var values, out var methods);
        if (methods is not null && IsPreflight(request))
        {
            await AnswerPreflightAsync(context);
        }
        else if (methods is null)
        {
            await WriteAsync(response, Answer.Error(404, "route not found"));
        }
        else if (route is null)
        {
            response.Headers.Allow = string.Join(", ", methods);
            await WriteAsync(response, Answer.Empty(405));
        }
        else
        {
            await GuardAsync(context, () => route.Raw is { } raw ? raw(context) : RunAsync(context, route, values, correlationId));
        }
    }

    private async Task RunAsync(HttpContext context, Route route, string[] values, string correlationId)
    {
        if (route.Header is { } header)
        {
            context.Response.Headers[header] = "supported";
        }
        var credential = Authenticator.Credential(context.Request);
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var query = context.Request.Query;
        var answer = await work.RunAsync(db =>
            route.Endpoint!(new(db, authenticator.Authenticate(db, credential), values, query, body, correlationId)), context.RequestAborted);
        await WriteAsync(context.Response, await answer.CompleteAsync(context.RequestAborted));
    }

    private async Task GuardAsync(HttpContext context, Func<Task> handle)
    {
        try
        {
            await handle();
        }
        catch (Refusal refusal)
        {
            await WriteAsync(context.Response, Answer.Error(refusal.Status, refusal.Message));
        }
        catch (SqliteException e) when (e.SqliteErrorCode == ConstraintFailed)
        {
            // Duplicates are left to the database to find, and the protocol passes its words on: those between the quotes here.
            await WriteAsync(context.Response, Answer.Error(400, $"constraint failed: {e.Message.Split('\'')[1]} ({e.SqliteExtendedErrorCode})"));
        }
        catch (BadHttpRequestException e)
        {
            await WriteAsync(context.Response, Answer.Empty(e.StatusCode));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogFailure(e, context.Request.Method, context.Request.Path);
            await WriteAsync(context.Response, Answer.Empty(500));
        }
    }

    // A 401 can be a passing fault of the real server's database; everything else comes from a proxy, which speaks its own language.
    private static Task RejectAsync(HttpResponse response, int status, TimeSpan? retryAfter)
    {
        if (retryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }
        if (status == 401)
        {
            return Answer.Error(401, "context canceled").SendAsync(response.HttpContext);
        }
        response.StatusCode = status;
        response.ContentType = "text/html";
        return response.WriteAsync($"<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>\n");
    }

    private async Task WriteAsync(HttpResponse response, Answer answer)
    {
        var context = response.HttpContext;
        if (context.Features.Get<RequestFault>() is { } fault)
        {
            await Task.Delay(fault.Delay, time, context.RequestAborted);
            if (fault.LosesResponse)
            {
                context.Abort();
                return;
            }
        }
        await answer.SendAsync(context);
    }

    private static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0 && request.Headers.AccessControlRequestMethod.Count > 0;

    // Pages of other sites are refused; our own need no permission and get an answer all the same.
    private Task AnswerPreflightAsync(HttpContext context)
    {
        if (!Origins.IsOwn(context.Request))
        {
            return WriteAsync(context.Response, Answer.Error((int)HttpStatusCode.Forbidden, "origin is not allowed"));
        }
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = context.Request.Headers.Origin;
        headers.AccessControlAllowCredentials = "true";
        headers.AccessControlAllowMethods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
        headers.AccessControlAllowHeaders = "authorization, content-type, x-clickclack-csrf, x-request-id";
        headers.AccessControlMaxAge = "600";
        return WriteAsync(context.Response, Answer.Empty(204));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private partial void LogFailure(Exception error, string method, string path);
}

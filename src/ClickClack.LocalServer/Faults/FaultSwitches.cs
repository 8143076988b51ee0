using ClickClack.Local.Http;
using ClickClack.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Faults;

internal sealed class FaultRequest
{
    public string? Fault { get; set; }
    public string? UserId { get; set; }
    public string? TokenId { get; set; }
    public bool Reversed { get; set; }
    public int Count { get; set; } = 1;
    public int KeepLatest { get; set; }
    public int Status { get; set; }
    public string? Method { get; set; }
    public string? PathPrefix { get; set; }
    public double? RetryAfterSeconds { get; set; }
    public double DelaySeconds { get; set; }
}

/// <summary>How many sockets or events it concerned; for a fault that waits for requests or events, how many it waits for.</summary>
internal sealed record FaultAnswer(int Count);

/// <summary>
/// <c>/_local/faults</c>: the faults for tests that run in another process than the server. <c>POST</c> one by the name of its method,
/// such as <c>{"fault":"reject_requests","status":503,"count":2,"retry_after_seconds":1}</c>; <c>DELETE</c> ends them all. From this machine only.
/// </summary>
internal sealed class FaultSwitches(LocalFaults faults)
{
    private const string Path = "/_local/faults";

    public void Map(Router routes)
    {
        routes.Raw("POST", Path, SwitchAsync);
        routes.Raw("DELETE", Path, Clear);
    }

    private async Task SwitchAsync(HttpContext context)
    {
        RefuseStrangers(context);
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var request = body.As(WireJson.Default.FaultRequest);
        int count;
        try
        {
            count = await SwitchAsync(request);
        }
        catch (ArgumentException e)
        {
            throw Refusal.BadRequest(e.Message);
        }
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Json.Bytes(new FaultAnswer(count), WireJson.Default.FaultAnswer), context.RequestAborted);
    }

    private async Task<int> SwitchAsync(FaultRequest request)
    {
        switch (request.Fault)
        {
            case "drop_sockets":
                return faults.DropSockets(request.UserId);
            case "overflow_sockets":
                return faults.OverflowSockets(request.UserId);
            case "hold_events":
                faults.HoldEvents();
                return 0;
            case "release_events":
                return faults.ReleaseEvents(request.Reversed);
            case "delay_events":
                faults.DelayEvents(TimeSpan.FromSeconds(request.DelaySeconds));
                return 0;
            case "duplicate_events":
                faults.DuplicateEvents(request.Count);
                return request.Count;
            case "prune_log":
                return await faults.PruneLogAsync(request.KeepLatest);
            case "revoke_token":
                await faults.RevokeTokenAsync(request.TokenId ?? "");
                return 1;
            case "reject_requests":
                var retryAfter = request.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
                faults.RejectRequests(request.Status, request.Count, request.Method, request.PathPrefix, retryAfter);
                return request.Count;
            case "lose_responses":
                faults.LoseResponses(request.Count, request.Method, request.PathPrefix);
                return request.Count;
            case "slow_responses":
                faults.SlowResponses(TimeSpan.FromSeconds(request.DelaySeconds), request.Count, request.Method, request.PathPrefix);
                return request.Count;
            default:
                throw Refusal.BadRequest($"there is no fault \"{request.Fault}\"");
        }
    }

    private Task Clear(HttpContext context)
    {
        RefuseStrangers(context);
        faults.Clear();
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    // Neither other machines nor pages of other sites.
    private static void RefuseStrangers(HttpContext context)
    {
        if (!Origins.IsThisMachine(context.Request) || !Origins.IsOwnOrAbsent(context.Request))
        {
            throw Refusal.Forbidden("faults are switched from this machine only");
        }
    }
}

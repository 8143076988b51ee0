using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClickClack.Hosting;

/// <summary>The connection as a health check of the application, for orchestrators and load balancers.</summary>
internal sealed class ConnectionHealth(Bot bot, TimeProvider time) : IHealthCheck
{
    /// <summary>The name under which it is registered.</summary>
    public const string Name = "clickclack";

    /// <summary>For so long starting and recovering are nothing to worry about: a server restarts, a network changes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ConnectionStatus status = bot.Status;
        DateTimeOffset now = time.GetUtcNow();
        var data = new Dictionary<string, object>
        {
            ["state"] = status.State.ToString(),
            ["since"] = status.Since,
            ["unfinished_events"] = status.UnfinishedEvents,
        };
        data["waiting_events"] = status.WaitingEvents;
        if (status.FullestLane is { } fullest)
        {
            data["fullest_lane"] = fullest;
            data["fullest_lane_depth"] = status.FullestLaneDepth;
        }

        if (status.LastProofOfLife is { } alive)
        {
            data["last_proof_of_life_seconds"] = Math.Max(0, (now - alive).TotalSeconds);
        }

        HealthStatus health = status.State switch
        {
            ConnectionState.Stopped => HealthStatus.Unhealthy,
            ConnectionState.Starting or ConnectionState.Recovering when now - status.Since > Patience => HealthStatus.Degraded,
            _ when status.Degraded is not null => HealthStatus.Degraded,
            _ => HealthStatus.Healthy,
        };

        // A registration may ask for a milder verdict.
        health = health == HealthStatus.Unhealthy ? context.Registration.FailureStatus : health;
        string description = status.Reason is { } reason ? $"{status.State}: {reason}" : status.State.ToString();
        if (status.Degraded is { } degraded)
        {
            description += $"; degraded: {degraded}";
            data["degraded"] = degraded;
        }

        return Task.FromResult(new HealthCheckResult(health, description, data: data));
    }
}

using System.Globalization;
using ClickClack.Chaos.Tests.World;
using ClickClack.Wire.Tests.Network;

namespace ClickClack.Chaos.Tests.Trouble;

/// <summary>Everything that goes wrong, at random.</summary>
internal sealed class Mischief(Scene scene, ServerFaults faults)
{
    private const string Socket = "GET /api/realtime/ws";

    private TcpProxy Network => scene.Network;

    /// <summary>Kills the bot and starts it again, also while it starts.</summary>
    public async Task KillBotsAsync(Random random, CancellationToken end)
    {
        while (await PauseAsync(random.Next(4) == 0 ? random.Next(200, 1500) : random.Next(2000, 8000), end))
        {
            await scene.Bot.KillAsync();
            await PauseAsync(random.Next(3) == 0 ? random.Next(2000) : 0, end);
            scene.Bot.Start();
        }
    }

    public static async Task KillServersAsync(Lives server, Random random, CancellationToken end)
    {
        while (await PauseAsync(random.Next(4000, 14000), end))
        {
            await server.KillAsync();
            await PauseAsync(random.Next(3) == 0 ? random.Next(3000) : 0, end);
            server.Start();
        }
    }

    public async Task BreakNetworkAsync(Random random, CancellationToken end)
    {
        while (await PauseAsync(random.Next(100, 1500), end))
        {
            await BreakOnceAsync(random);
            await HealAsync();
        }
    }

    public async Task BreakServerAsync(Random random, CancellationToken end)
    {
        while (await PauseAsync(random.Next(300, 2500), end))
        {
            await BreakServerOnceAsync(random);
        }

        await faults.ClearAsync();
    }

    /// <summary>Nothing more goes wrong. What was lost in a black hole stays lost, except where there is no time to wait for it to be noticed.</summary>
    public async Task EndAsync()
    {
        Network.ForgetRules();
        await HealAsync();
        if (scene.Server is not null)
        {
            await faults.ClearAsync();
        }
    }

    private static async Task<bool> PauseAsync(int milliseconds, CancellationToken end)
    {
        await Task.Delay(milliseconds, end).ContinueWith(static _ => { }, TaskScheduler.Default);
        return !end.IsCancellationRequested;
    }

    private static string Transient(Random random) => random.Next(5) switch
    {
        0 => HttpText.Error(401, "context canceled"),
        1 => HttpText.Html(502),
        2 => HttpText.Error(429, "slow down", "Retry-After: 1\r\n"),
        3 => HttpText.Html(503, "Retry-After: 1\r\n"),
        _ => HttpText.Error(500, "database is locked"),
    };

    private async Task HealAsync()
    {
        Network.Delay = TimeSpan.Zero;
        Network.BytesPerSecond = null;
        if (Network.IsSilent)
        {
            Network.IsSilent = false;

            // What fell into the hole is noticed after half a minute or more. A short run cannot wait for that.
            if (!ChaosPlan.IsLong)
            {
                Network.Cut(reset: true);
            }
        }

        Network.Accept();
        await Task.CompletedTask;
    }

    private async Task BreakOnceAsync(Random random)
    {
        int count = random.Next(1, 4);
        TimeSpan length = TimeSpan.FromMilliseconds(random.Next(100, 1500));
        string verb = random.Next(3) switch { 0 => "GET /api/", 1 => "PATCH /api/", _ => "POST /api/" };
        switch (random.Next(14))
        {
            case 0:
                Note("reset");
                Network.Cut(reset: true);
                break;
            case 1:
                Note("ended");
                Network.Cut(reset: false);
                break;
            case 2:
                Note("half-closed");
                Network.HalfClose();
                break;
            case 3:
                Note("socket half-closed");
                Network.HalfClose(Socket);
                break;
            case 4:
                Note("socket cut in a frame");
                Network.CutAfter(random.Next(1, 3000), Socket);
                break;
            case 5:
                Note("delayed", $"{length}");
                Network.Delay = TimeSpan.FromMilliseconds(random.Next(20, 400));
                await Task.Delay(length);
                break;
            case 6:
                Note("throttled", $"{length}");
                Network.BytesPerSecond = random.Next(2_000, 60_000);
                await Task.Delay(length);
                break;
            case 7:
                Note("black hole", $"{length}");
                Network.IsSilent = true;
                await Task.Delay(length);
                break;
            case 8:
                Note("refused", $"{length}");
                await Network.RefuseAsync();
                Network.Cut(reset: random.Next(2) == 0);
                await Task.Delay(length);
                break;
            case 9 or 10 or 11:
                Note("answers lost", $"{count} of {verb}");
                Network.CutResponses(verb, 0, count);
                break;
            case 12:
                Note("answers cut off", $"{count} of {verb}");
                Network.CutResponses(verb, random.Next(1, 400), count);
                break;
            default:
                string answer = Transient(random);
                Note("answered in between", $"{count} of {verb}: {answer[..answer.IndexOf('\r', StringComparison.Ordinal)]}");
                Network.AnswerInstead(verb, answer, count, thenCut: random.Next(2) == 0);
                break;
        }
    }

    private Task BreakServerOnceAsync(Random random)
    {
        int count = random.Next(1, 6);
        double seconds = random.Next(50, 900) / 1000d;
        string method = random.Next(3) == 0 ? "GET" : "POST";
        return random.Next(9) switch
        {
            0 => faults.SwitchAsync("drop_sockets"),
            1 => faults.SwitchAsync("overflow_sockets"),
            2 => faults.SwitchAsync("duplicate_events", body => body["count"] = count),
            3 => faults.HoldAsync(TimeSpan.FromSeconds(seconds), reversed: true),
            4 => faults.HoldAsync(TimeSpan.FromSeconds(seconds), reversed: false),
            5 => DelayEventsAsync(seconds),
            6 => faults.SwitchAsync("lose_responses", body => (body["count"], body["method"]) = (count, method)),
            7 => faults.SwitchAsync("slow_responses", body => (body["count"], body["method"], body["delay_seconds"]) = (count, method, seconds)),
            _ => faults.SwitchAsync("reject_requests", body => (body["count"], body["status"]) = (count, random.Next(2) == 0 ? 503 : 401)),
        };
    }

    private async Task DelayEventsAsync(double seconds)
    {
        await faults.SwitchAsync("delay_events", body => body["delay_seconds"] = seconds);
        await Task.Delay(TimeSpan.FromSeconds(2 * seconds));
        await faults.SwitchAsync("delay_events", body => body["delay_seconds"] = 0);
    }

    private void Note(string what, string details = "") => scene.Diary.Note(string.Create(CultureInfo.InvariantCulture, $"network: {what}"), details);
}

using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Fuzz;

/// <summary>A running bot, told anything by its server: it goes on, or ends with a reason, and answers as soon as it is spoken to again.</summary>
[CollectionDefinition(nameof(RunningBotFuzzTests), DisableParallelization = true)] // The memory it looks at is that of the process.
[Collection(nameof(RunningBotFuzzTests))]
public sealed class RunningBotFuzzTests
{
    private const int FramesPerRound = 2_000;
    private const int AnswersPerRound = 6;

    /// <summary>How much more than before is kept at most, in bytes.</summary>
    private const long MostMemory = 64L * 1024 * 1024;

    private readonly Random random = FuzzPlan.Random(4);

    [Fact]
    public async Task Whatever_the_server_says_the_bot_answers_what_comes_after_it()
    {
        var unobserved = new ConcurrentQueue<string>();
        EventHandler<UnobservedTaskExceptionEventArgs> observe = (_, unhappy) => unobserved.Enqueue(unhappy.Exception.ToString());
        TaskScheduler.UnobservedTaskException += observe;
        await using var server = new HostileServer(new Random(random.Next()));
        RunningBot? bot = null;
        int ends = 0;
        long memory = GC.GetTotalMemory(forceFullCollection: true);
        try
        {
            var mutator = new Mutator(random);
            int rounds = Math.Max(FuzzPlan.Inputs / 2 / FramesPerRound, 4);
            for (int round = 0; round < rounds; round++)
            {
                if (bot is null || bot.HasEnded)
                {
                    ends += bot is null ? 0 : 1;
                    await EndAsync(bot);

                    // One in three is insulted from its first question on.
                    server.OnlyPasses = false;
                    server.Hostile = round % 3 == 2 ? AnswersPerRound : 0;
                    bot = await RunningBot.StartAsync(server.Address, "ccb_fuzz0000", ":memory:", new QuickTime());
                }

                await UntilAsync(() => server.HasSocket, bot);
                bool wasAlive = !bot.HasEnded;
                server.OnlyPasses = round % 3 != 2;
                server.Hostile = AnswersPerRound;
                for (int n = 0; n < FramesPerRound; n++)
                {
                    server.SendRaw(AnyText(mutator));
                }

                // A broken socket has the bot ask for the log, and is so insulted by HTTP, too.
                server.SendRaw(AnyEnd(mutator));
                await UntilAsync(() => server.Hostile <= 0 || server.HasSocket, bot);
                server.Hostile = 0;
                await AnswersAsync(server, bot, round);
                Assert.False(server.OnlyPasses && wasAlive && bot.HasEnded, "what passes must not end a bot");
                Assert.DoesNotContain(bot.Log.All, line => line.Text.Contains("the bot stops after a fault", StringComparison.Ordinal));
                Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memory, long.MinValue, MostMemory);
            }
        }
        catch (Exception error)
        {
            Assert.Fail($"seed {FuzzPlan.Seed}: {error}\n{bot?.Log}");
        }
        finally
        {
            await EndAsync(bot);
            TaskScheduler.UnobservedTaskException -= observe;
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.DoesNotContain(unobserved, error => error.Contains("at ClickClack.", StringComparison.Ordinal) && !error.Contains("Tests", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{ends} bots ended with a reason");
    }

    private static Task UntilAsync(Func<bool> condition, RunningBot bot) =>
        Eventually.TrueAsync(() => condition() || bot.HasEnded, "the round goes on", bot.Log.ToString);

    /// <summary>Now the server is itself again: what it announces is answered, unless the bot had a reason to end.</summary>
    private static async Task AnswersAsync(HostileServer server, RunningBot bot, int round)
    {
        string message = $"msg_good_{round}";
        server.Event = new JsonObject
        {
            ["id"] = $"evt_good_{round}", ["cursor"] = $"cur_good_{round:000000}", ["type"] = "message.created", ["workspace_id"] = "wsp_1", ["channel_id"] = "chn_1",
            ["created_at"] = DateTimeOffset.UtcNow.ToString("O"),
            ["payload"] = new JsonObject { ["message_id"] = message, ["author_id"] = "usr_alice" },
        }.ToJsonString();
        server.SendRaw(HostileServer.Frame(Encoding.UTF8.GetBytes(server.Event)));
        await Eventually.TrueAsync(() => server.IsAnswered(message) || bot.HasEnded, $"an answer in round {round}", bot.Log.ToString);
        server.Event = null;
    }

    private static async Task EndAsync(RunningBot? bot)
    {
        if (bot is null)
        {
            return;
        }

        Assert.False(
            bot.HasEnded && !bot.Log.Has("the bot stops: "), $"it ended without a reason\n{bot.Log}");
        await bot.DisposeAsync();
    }

    /// <summary>A frame that keeps the socket: whatever it says, it is text.</summary>
    private static byte[] AnyText(Mutator mutator) =>
        HostileServer.Frame(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(mutator.Mutate(Corpus.Frames))));

    /// <summary>What ends a socket.</summary>
    private byte[] AnyEnd(Mutator mutator)
    {
        byte[] payload = mutator.Mutate(Corpus.Frames);
        switch (random.Next(4))
        {
            case 0:
                // No frame at all.
                random.NextBytes(payload);
                return [0x0f, .. payload];
            case 1:
                // Any reason but that the bot was removed.
                byte[] code = [(byte)random.Next(0, 20), (byte)random.Next(1008 % 256)];
                return HostileServer.Frame([.. code, .. payload.AsSpan(0, Math.Min(payload.Length, 100))], opcode: 8);
            case 2:
                return [.. HostileServer.Frame([0xff, .. payload]), 0x0f];
            default:
                return [.. HostileServer.Frame(payload, (byte)random.Next(3, 16)), 0x0f];
        }
    }
}

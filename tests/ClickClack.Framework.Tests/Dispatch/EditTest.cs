using System.Collections.Concurrent;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Answer = ClickClack.Handlers.Answer;

namespace ClickClack.Framework.Tests.Dispatch;

/// <summary>What tests of answers that follow their messages have in common.</summary>
public abstract class EditTest : IDisposable
{
    private readonly TemporaryDirectory state = new();

    /// <summary>The texts that handlers ran for.</summary>
    private protected ConcurrentQueue<string> Ran { get; } = new();

    /// <summary>Where a bot keeps what it remembers.</summary>
    private protected string StatePath => state.Path;

    public void Dispose()
    {
        state.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What people see of the bot now.</summary>
    private protected static IReadOnlyList<string> Seen(ScriptedServer server) =>
        [.. server.Posted.Where(message => message["deleted_at"] is null).Select(message => ScriptedServer.Text(message, "body")!)];

    private protected static Task SeesAsync(ScriptedServer server, RunningBot bot, params string[] texts) =>
        Eventually.True(() => Seen(server).SequenceEqual(texts), $"{string.Join(" | ", texts)}\n{bot.Log}");

    private protected static int Fetches(ScriptedServer server, string message) => server.CountRequests("GET", $"/api/messages/{message}");

    private protected static int Patches(ScriptedServer server) => server.CountRequests("PATCH", "/api/messages/*");

    private protected static string Arguments(Message message) => message.Text.Contains(' ', StringComparison.Ordinal) ? message.Text[(message.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "";

    /// <summary>A command that says what it was given, and follows.</summary>
    private protected ScriptedRoutes Echo() => new ScriptedRoutes().Command("echo", message => Run(message)).Following();

    /// <summary>A command that answers with as many replies as words.</summary>
    private protected ScriptedRoutes Words() => new ScriptedRoutes()
        .Command("words", context => new(Answer.Of(Run(context.Message)?.Split(' ', StringSplitOptions.RemoveEmptyEntries)))).Following();

    private protected string? Run(Message message)
    {
        Ran.Enqueue(message.Text);
        return Arguments(message);
    }

    private protected void Keep(ClickClackOptions options) => (options.StateDirectory, options.MaxAttempts) = (state.Path, 1);
}

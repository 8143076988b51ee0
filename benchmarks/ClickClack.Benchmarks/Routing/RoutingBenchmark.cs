using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using ClickClack.Dispatch;
using ClickClack.Handlers;

namespace ClickClack.Benchmarks;

/// <summary>The emitted decision, with reading the arguments and calling the handler, against a switch that somebody wrote by hand.</summary>
[MemoryDiagnoser]
public class RoutingBenchmark
{
    private const string Handle = "echo";

    private IRouteModule routes = null!;
    private Func<string, ValueTask<string?>> byHand = null!;
    private Func<Reaction, bool, ValueTask<string?>> reactionByHand = null!;
    private Reaction? reaction;
    private Message message = null!;
    private Evidence evidence;
    private RouteContext context;

    /// <summary>How many commands the bot has.</summary>
    [Params(10, 50, 1000)]
    public int Commands { get; set; }

    /// <summary>What is said, or reacted. Of the commands, or emojis, it is the one in the middle.</summary>
    [Params("literal", "arguments", "wrong argument", "unknown", "no command", "reaction")]
    public string Said { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        (routes, byHand, reactionByHand) = CompiledBot.Of(Commands, Handle);
        int middle = Commands / 2;
        string said = Said switch
        {
            "literal" => $"/literal{middle - (middle % 2)}",
            "arguments" => $"/deploy{middle - (middle % 2) + 1} prod 3 some rest text",
            "wrong argument" => $"/deploy{middle - (middle % 2) + 1} prod three",
            "unknown" => "/nobody knows this one",
            _ => "just talking about this and that",
        };
        reaction = Said == "reaction" ? Reaction.Of($"emoji{middle - (middle % 2)}") : null;
        evidence = new Evidence(Places.ChannelRoot, "chn_general", "general", mentionsBot: false);
        string name = said.Split(' ')[0];
        string[] ways = [said.Replace(name, name.ToUpperInvariant(), StringComparison.Ordinal), $"{name}@Echo", $"{name}@other", $"{name} more", said];
        foreach (string way in ways)
        {
            message = Message.Of(way);
            context = new RouteContext(message, NoServices.Instance, CancellationToken.None) { Reaction = reaction };
            string? found = MatchAndCall().Replies.SingleOrDefault()?.Text;
            if (found != ByHand())
            {
                throw new InvalidOperationException($"'{found}' and by hand '{ByHand()}' are not the same answer to '{way}'");
            }
        }

        // What is measured is code that the runtime has compiled for good, which it does in the background and after some calls.
        for (long began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(1.5); Thread.Sleep(20))
        {
            for (int call = 0; call < 1_000; call++)
            {
                Match();
                MatchAndCall();
                ByHand();
            }
        }
    }

    /// <summary>Which route it is.</summary>
    [Benchmark]
    public int Match()
    {
        if (reaction is not null)
        {
            ReactionMatch reacted = routes.MatchReaction(in evidence, reaction.Emoji, removed: false);
            return reacted.Found ? reacted.Route : -1;
        }

        RouteMatch match = routes.Match(in evidence, message.Text, Handle);
        return match.Found ? match.Route : -1;
    }

    /// <summary>The same, and the answer of its handler.</summary>
    [Benchmark]
    public Answer MatchAndCall()
    {
        int route = Match();
        if (route < 0)
        {
            return default;
        }

        ValueTask<Answer> answer = routes.InvokeAsync(route, in context);
        return answer.IsCompletedSuccessfully ? answer.Result : throw new InvalidOperationException("the handlers wait for nothing");
    }

    /// <summary>The same by hand.</summary>
    [Benchmark(Baseline = true)]
    public string? ByHand()
    {
        ValueTask<string?> answer = reaction is null ? byHand(message.Text) : reactionByHand(reaction, false);
        return answer.IsCompletedSuccessfully ? answer.Result : throw new InvalidOperationException("the handlers wait for nothing");
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}

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
    private Func<string, string?> byHand = null!;
    private Func<Reaction, string?> reactionByHand = null!;
    private Reaction? reaction;
    private Message message = null!;
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
        (routes, byHand, reactionByHand) = CompiledBot.Of(Commands);
        int middle = Commands / 2;
        message = Message.Of(Said switch
        {
            "literal" => $"/literal{middle - (middle % 2)}",
            "arguments" => $"/deploy{middle - (middle % 2) + 1} prod 3 some rest text",
            "wrong argument" => $"/deploy{middle - (middle % 2) + 1} prod three",
            "unknown" => "/nobody knows this one",
            _ => "just talking about this and that",
        });
        reaction = Said == "reaction" ? Reaction.Of($"emoji{middle - (middle % 2)}") : null;
        context = new RouteContext(message, NoServices.Instance, CancellationToken.None) { Reaction = reaction };
    }

    /// <summary>Which route it is.</summary>
    [Benchmark]
    public int Match()
    {
        var evidence = new Evidence(Places.ChannelRoot, "chn_general", "general", mentionsBot: false);
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
    public object? MatchAndCall()
    {
        int route = Match();
        if (route < 0)
        {
            return null;
        }

        ValueTask<Answer> answer = routes.InvokeAsync(route, context);
        return answer.IsCompletedSuccessfully ? answer.Result.Replies[0] : throw new InvalidOperationException("the handlers wait for nothing");
    }

    /// <summary>The same by hand, without aliases, usage lines, quoted words or the case of letters.</summary>
    [Benchmark(Baseline = true)]
    public string? ByHand() => reaction is null ? byHand(message.Text) : reactionByHand(reaction);

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}

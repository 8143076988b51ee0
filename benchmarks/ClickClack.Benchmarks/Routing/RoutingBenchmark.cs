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
    private Message message = null!;
    private RouteContext context;

    /// <summary>How many commands the bot has.</summary>
    [Params(10, 50, 1000)]
    public int Commands { get; set; }

    /// <summary>What is said. Of the commands it is the one in the middle.</summary>
    [Params("literal", "arguments", "wrong argument", "unknown", "no command")]
    public string Said { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        (routes, byHand) = CompiledBot.Of(Commands);
        int middle = Commands / 2;
        message = Message.Of(Said switch
        {
            "literal" => $"/literal{middle - (middle % 2)}",
            "arguments" => $"/deploy{middle - (middle % 2) + 1} prod 3 some rest text",
            "wrong argument" => $"/deploy{middle - (middle % 2) + 1} prod three",
            "unknown" => "/nobody knows this one",
            _ => "just talking about this and that",
        });
        context = new RouteContext(message, NoServices.Instance, CancellationToken.None);
    }

    /// <summary>Which route it is.</summary>
    [Benchmark]
    public RouteMatch Match()
    {
        var evidence = new Evidence(Places.ChannelRoot, "chn_general", "general", mentionsBot: false);
        return routes.Match(in evidence, message.Text, Handle);
    }

    /// <summary>The same, and the answer of its handler.</summary>
    [Benchmark]
    public object? MatchAndCall()
    {
        RouteMatch match = Match();
        if (!match.Found)
        {
            return null;
        }

        ValueTask<Answer> answer = routes.InvokeAsync(match.Route, context);
        return answer.IsCompletedSuccessfully ? answer.Result.Replies[0] : throw new InvalidOperationException("the handlers wait for nothing");
    }

    /// <summary>The same by hand, without aliases, usage lines, quoted words or the case of letters.</summary>
    [Benchmark(Baseline = true)]
    public string? ByHand() => byHand(message.Text);

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}

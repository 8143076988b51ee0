using System.Runtime.CompilerServices;
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
    private Message message = null!;
    private Evidence evidence;
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
        (routes, byHand, _) = CompiledBot.Of(Commands, Handle);
        int middle = Commands / 2;
        string said = Said switch
        {
            "literal" => $"/literal{middle - (middle % 2)}",
            "arguments" => $"/deploy{middle - (middle % 2) + 1} prod 3 some rest text",
            "wrong argument" => $"/deploy{middle - (middle % 2) + 1} prod three",
            "unknown" => "/nobody knows this one",
            _ => "just talking about this and that",
        };
        evidence = new Evidence(Places.ChannelRoot, "chn_general", "general", mentionsBot: false);
        string name = said.Split(' ')[0];
        string[] ways = [said.Replace(name, name.ToUpperInvariant(), StringComparison.Ordinal), $"{name}@Echo", $"{name}@other", $"{name} more", said];
        foreach (string way in ways)
        {
            message = Message.Of(way);
            context = new RouteContext(message, NoServices.Instance, CancellationToken.None);
            string? found = MatchAndCall().Replies.SingleOrDefault()?.Text;
            if (found != ByHand())
            {
                throw new InvalidOperationException($"'{found}' and by hand '{ByHand()}' are not the same answer to '{way}'");
            }
        }

        WarmUp.Call(() => (Match(), MatchAndCall(), ByHand()));
    }

    /// <summary>Which route it is.</summary>
    [Benchmark]
    public int Match() => Find();

    /// <summary>The same, and the answer of its handler.</summary>
    [Benchmark]
    public Answer MatchAndCall()
    {
        int route = Find();
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
        ValueTask<string?> answer = byHand(message.Text);
        return answer.IsCompletedSuccessfully ? answer.Result : throw new InvalidOperationException("the handlers wait for nothing");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find()
    {
        RouteMatch match = routes.Match(in evidence, message.Text, Handle);
        return match.Found ? match.Route : -1;
    }
}
